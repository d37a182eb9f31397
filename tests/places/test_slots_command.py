"""`kiosk-central slots`: by the command line, on a real database beside which a terminal holds places."""

from pathlib import Path

import pytest
from sqlalchemy import select

from central import cli
from central.acts.ledger import ActKind
from central.database import Database
from central.tables import acts
from tests.places.shop import LATER, STORE, Shop


def run(shop: Shop, *arguments: str) -> int:
    return cli.main(["slots", *arguments, "--store", str(STORE), "--database", str(shop.folder / "central.db")])


def told(shop: Shop) -> list[str]:
    with Database(shop.folder / "central.db") as database, database.read() as connection:
        return list(connection.execute(select(acts.c.kind).order_by(acts.c.seq)).scalars())


def test_slots_come_from_a_file_and_who_holds_their_places_is_shown(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slots.csv"
    file.write_text(
        "slot_start,slot_end,capacity\n2026-11-22T13:00,2026-11-22T14:00,3\n2026-11-22T15:00,2026-11-22T16:00,\n"
    )
    assert run(shop, "import", str(file)) == 0
    shop.offer(3)  # granted by the shop's own clock
    shop.exchange()
    capsys.readouterr()
    assert run(shop, "show") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "13:00-14:00  0 booked, takes 3, 0 free  (Entrance A 2, Entrance B 1)" in first
    assert "as many as come" in second
    assert ActKind.SLOTS_SET in told(shop)


def test_a_bad_file_changes_nothing_and_names_its_lines(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slots.csv"
    file.write_text("slot_start,slot_end,capacity\n2026-11-22T13:00,2026-11-22T14:00,many\n2026-11-22T13:00,noon,3\n")
    assert run(shop, "import", str(file)) == 1
    said = capsys.readouterr().err
    assert "line 2" in said
    assert "line 3" in said
    assert shop.standing().slots == ()
    assert run(shop, "set", "2026-11-22T13:00", "2026-11-22T14:00", "-1") == 1


def test_places_of_a_lost_terminal_are_reclaimed(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.offer(2)
    shop.exchange()
    assert run(shop, "reclaim", "Entrance A") == 0
    assert "2 places of Entrance A" in capsys.readouterr().out
    assert ActKind.PLACES_RECLAIMED in told(shop)
    assert sum(one.left for one in shop.standing().held if one.terminal_id == shop.terminals[0].papers.terminal_id) == 0


def test_after_a_restore_granting_waits_for_every_terminal(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.offer(2)
    shop.back_up()
    shop.restore()
    assert run(shop, "resume") == 1
    assert "Entrance A, Entrance B" in capsys.readouterr().err
    assert run(shop, "resume", "--anyway") == 0
    assert ActKind.GRANTING_RESUMED in told(shop)
    assert shop.standing().granting
    assert LATER[0] == shop.standing().slots[0].slot

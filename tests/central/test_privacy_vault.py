"""Customers' rows at rest: sealed for who has the files, whole for who may ask; the right key or a clear word."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import insert, select, text, update

from central.cli import main
from central.database import Database
from central.errors import CentralError
from central.issuing.tickets import reservations
from central.mailing.addresses import address_of
from central.privacy.retention import lying_open, seal_all
from central.privacy.rows import RESERVATION
from central.privacy.vault import SEALED, Vault, make_key_file, read_key_file
from central.reprint import find
from central.tables import addresses, feed, personal_keys
from central.verification import verify
from tests.central.conftest import CENTRAL_KEY, VAULT, open_shop
from tests.central.customers import ADA, BEN, booked
from tests.central.day import Copy, Terminal

HEADER = "reference,name,phone,store,sku,slot_start,slot_end,needs\n"
CANARY = "Zénobie Quatrevingt-Canari"
LINE = f"REF-CANARI,{CANARY},+33 6 12 34 98 76,1,AUB-41,2026-11-22T10:00,2026-11-22T11:30,fauteuil-canari\n"
STORE = "1:Rivoli:Paris:Europe/Paris"


def bodies(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(select(feed.c.body).where(feed.c.kind == RESERVATION)).scalars())


def test_rows_lie_sealed_and_travel_open(database: Database, terminal: Terminal) -> None:
    ada, ben = booked(database, ADA, BEN)
    assert all(body.startswith(SEALED) for body in bodies(database))
    copy = Copy()
    copy.take(terminal.page())  # proves digests, counts and hash of what arrived
    body = copy.rows[RESERVATION, ada.reservation_id].body
    assert body is not None
    assert body["customer"]["name"] == "Ada Ferrière"
    with database.read() as connection:
        assert find(connection, 1, "R-2") == ben
        assert {one.reservation_id for one in reservations(connection, 1)} == {ada.reservation_id, ben.reservation_id}
        assert verify(connection).sound


def test_the_same_row_is_no_news_although_it_is_never_sealed_alike(database: Database, terminal: Terminal) -> None:
    booked(database, ADA)
    (before,) = bodies(database)
    at = terminal.page()
    booked(database, ADA)
    assert terminal.page(epoch=at.epoch, cursor=at.cursor).rows == []
    booked(database, replace(ADA, sku="AUB-41"))
    assert bodies(database) != [before]
    with database.read() as connection:
        assert len(connection.execute(select(personal_keys)).all()) == 1, "one person, one key"


def test_who_moves_to_another_store_keeps_one_key(database: Database) -> None:
    (ada,) = booked(database, ADA)
    booked(database, replace(ADA, store=2))
    with database.read() as connection:
        assert len(connection.execute(select(personal_keys)).all()) == 1
        assert find(connection, 1, "R-1").reservation_id == ada.reservation_id
        assert verify(connection).sound


def test_a_body_in_anothers_place_or_changed_does_not_open(database: Database) -> None:
    ada, ben = booked(database, ADA, replace(BEN, store=1))
    with database.write() as connection:
        (foreign,) = connection.execute(select(feed.c.body).where(feed.c.key == ben.reservation_id)).scalars()
        connection.execute(update(feed).where(feed.c.key == ada.reservation_id).values(body=foreign))
    with database.read() as connection:
        with pytest.raises(CentralError, match="changed where it lies"):
            find(connection, 1, "R-1")
        assert f"row reservation {ada.reservation_id} of store 1" in [one.where for one in verify(connection).findings]


@pytest.mark.parametrize(("kept", "put"), [(-8, ""), (20, "!"), (0, "sealed1.")], ids=["torn", "no base64", "empty"])
def test_a_torn_body_is_said(kept: int, put: str) -> None:
    key = b"k" * 32
    sealed = VAULT.seal(key, RESERVATION, "a", "{}")
    wrapped = aes_key_wrap(CENTRAL_KEY, key)
    assert VAULT.open(wrapped, RESERVATION, "a", sealed) == "{}"
    with pytest.raises(CentralError, match="changed where it lies"):
        VAULT.open(wrapped, RESERVATION, "a", sealed[:kept] + put)


def test_rows_from_before_there_was_a_key_are_sealed_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "central.db"
    with Database(place) as database:
        open_shop(database)
        ada, _ = booked(database, ADA, BEN)
        with database.write() as connection:
            connection.execute(insert(addresses).values(reservation_id=ada.reservation_id, email="ada@ferri.example"))
        with database.read() as connection:
            assert (lying_open(connection), verify(connection).sound) == (3, True)
            heads = connection.execute(text("SELECT seq, state_hash FROM heads")).all()
    assert b"Ferri" in _files(tmp_path)
    assert main(["status", "--database", str(place)]) == 0
    assert main(["codes", "--database", str(place), "--all"]) == 0
    assert "lie open in" in capsys.readouterr().err
    assert main(["init", "--database", str(place), "--store", STORE]) == 0, "which makes the key, and seals nothing old"
    assert main(["status", "--database", str(place)]) == 0
    assert "! 3 rows or addresses of customers lie open" in capsys.readouterr().out
    assert main(["seal", "--database", str(place)]) == 0
    assert "3 rows and addresses sealed" in capsys.readouterr().out
    for text_of_hers in (b"Ferri", b"ada@ferri"):
        assert text_of_hers not in _files(tmp_path), "not in free pages either"
    with Database(place, vault=read_key_file(tmp_path / "central.keys")) as database, database.write() as connection:
        assert (lying_open(connection), verify(connection).sound) == (0, True)
        assert connection.execute(text("SELECT seq, state_hash FROM heads")).all() == heads, (
            "terminals see nothing of it"
        )
        assert seal_all(connection) == 0
        assert address_of(connection, ada.reservation_id) == "ada@ferri.example"
        assert find(connection, 1, "R-1").customer == ADA.customer


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_nothing_of_a_customer_is_in_the_files_of_a_central_that_is_run_by_its_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--database", str(tmp_path / "central.db")]
    day = tmp_path / "day.csv"
    day.write_text(HEADER + LINE, encoding="utf-8")
    assert main(["init", *place, "--store", STORE]) == 0
    assert main(["import", *place, str(day)]) == 0
    day.write_text(HEADER + LINE.replace("fauteuil", "béquille"), encoding="utf-8")
    assert main(["import", *place, str(day)]) == 0
    day.unlink()
    capsys.readouterr()
    assert (tmp_path / "central.keys").stat().st_mode & 0o777 == 0o600
    lying = _files(tmp_path)
    for planted in (CANARY, "Canari", "98 76", '"9876"', "fauteuil-canari", "béquille-canari"):
        assert planted.encode() not in lying, planted
    assert b"REF-CANARI" in lying, "the retailer's own number is how a person is found again"


def test_the_wrong_key_or_none_is_said_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--database", str(tmp_path / "central.db")]
    assert main(["init", *place, "--store", STORE]) == 0
    keys = tmp_path / "central.keys"
    keys.rename(tmp_path / "kept")
    before = (tmp_path / "central.db").read_bytes()
    capsys.readouterr()
    for command in (["status"], ["verify"], ["init", "--store", STORE], ["person", "export", "R-1"], ["seal"]):
        assert main([command[0], *place, *command[1:]]) == 1
        assert "are sealed, and there is no central.keys" in capsys.readouterr().err
        assert not keys.exists()
    make_key_file(keys)
    assert main(["status", *place]) == 1
    assert "central.keys is not the key of" in capsys.readouterr().err
    keys.write_text("not a key\n")
    assert main(["status", *place]) == 1
    assert "holds no key of central" in capsys.readouterr().err
    assert main(["status", *place, "--keys", str(tmp_path / "kept")]) == 0
    assert (tmp_path / "central.db").read_bytes() == before


def test_another_key_opens_nothing(database: Database) -> None:
    booked(database, ADA)
    for vault, words in ((Vault(bytes(32)), "not the one of this database"), (None, "the key file is not there")):
        with (
            Database(database.place, vault=vault) as stranger,
            stranger.read() as connection,
            pytest.raises(CentralError, match=words),
        ):
            find(connection, 1, "R-1")


def test_a_key_has_its_length() -> None:
    for length in itertools.chain(range(31), (33, 64)):
        with pytest.raises(ValueError, match="32 bytes"):
            Vault(bytes(length))

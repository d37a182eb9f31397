"""The demo's day: what it promises for each code is what the domain says, at any hour; the same seed is the same day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from sqlalchemy import select

from central.database import Database
from central.demo_day import POLICY, DemoDay, demo_day
from central.feed import head
from central.roster import add_store, trust_list
from central.tables import feed
from central.terminals import enrol
from kiosk.domain.admission import Here, decide
from kiosk.domain.code import read_code
from kiosk.domain.event import Event, event_from_wire
from kiosk.domain.reservation import Reservation, StoreRow
from kiosk.domain.rows import parse_row
from kiosk.domain.state import fold
from kiosk.domain.trust import from_base64url, verify
from kiosk.domain.verdict import VerdictKind

NOW = datetime(2026, 11, 22, 10, 7, 31, tzinfo=UTC)


def made(
    folder: Path, now: datetime = NOW, seed: int = 1, count: int = 120
) -> tuple[DemoDay, dict[str, list[Any]], Any]:
    """The day, its rows by kind, and its trust list."""
    with Database(folder / f"{now:%H%M}-{seed}.db") as database:
        day = demo_day(database, seed=seed, now=now, reservations=count)
        with database.write() as connection:
            trust = trust_list(connection, day.store)
            assert verify(trust, enrol(connection, day.store, "Entrance A", [], now).root_key)
            assert head(connection, day.store).counts["reservation"] == count
            rows: dict[str, list[Any]] = {}
            for kind, body in connection.execute(select(feed.c.kind, feed.c.body).where(feed.c.store == day.store)):
                parsed = (
                    event_from_wire(msgspec.json.decode(body)) if kind == "event" else parse_row(kind, body.encode())
                )
                rows.setdefault(kind, []).append(parsed)
    return day, rows, trust


def verdict(day: DemoDay, rows: dict[str, list[Any]], trust: Any, text: str, now: datetime) -> VerdictKind:
    lookup_key = from_base64url(rows["launch"][0].lookup_key)
    code = read_code(text, trust, launch=1, store=day.store, lookup_key=lookup_key, now=now)
    roster: list[Reservation] = rows["reservation"]
    events: list[Event] = rows.get("event", [])
    if code.lookup:
        found = [r for r in roster if any(each.digest == code.lookup for each in r.codes)]
    else:
        found = [r for r in roster if r.reservation_id == code.reservation_id]
    reservation = found[0] if found else None
    state = fold(e for e in events if reservation and e.reservation_id == reservation.reservation_id)
    here = Here(day.store, 1, ZoneInfo(day.timezone))
    return decide(code, reservation, state, rows["policy"][0], here, now).kind


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_every_code_gives_the_promised_verdict(tmp_path: Path, hour: int) -> None:
    now = NOW.replace(hour=hour)
    day, rows, trust = made(tmp_path, now)
    for later in (timedelta(0), timedelta(minutes=12)):
        said = [(case.label, verdict(day, rows, trust, case.text, now + later)) for case in day.showcases[:-1]]
        assert said == [(case.label, case.expected) for case in day.showcases[:-1]]
    assert day.showcases[-1].text == day.showcases[0].text
    missing = set(VerdictKind) - {case.expected for case in day.showcases}
    assert missing == {VerdictKind.SEVERAL_CODES}


def test_the_crowd_is_a_believable_day(tmp_path: Path) -> None:
    day, rows, _trust = made(tmp_path, count=1000)
    assert day.reservations == 1000
    here = Here(day.store, 1, ZoneInfo(day.timezone))
    states: dict[str, list[Event]] = {}
    for event in rows["event"]:
        states.setdefault(event.reservation_id, []).append(event)
    from kiosk.domain.code import Code, CodeForm

    kinds: dict[str, int] = {}
    for reservation in rows["reservation"]:
        code = Code(CodeForm.SHORT, reservation_id=reservation.reservation_id)
        state = fold(states.get(reservation.reservation_id, []))
        kind = decide(code, reservation, state, rows["policy"][0], here, NOW).kind
        kinds[kind] = kinds.get(kind, 0) + 1
    assert kinds["admit"] >= 30
    for expected in (
        "late",
        "too_early",
        "cancelled",
        "payment_due",
        "home_delivery",
        "wrong_day",
        "already_collected",
    ):
        assert kinds[expected] >= 5, kinds
    names = [reservation.customer.name for reservation in rows["reservation"]]
    assert any(len(name) > 60 for name in names)
    assert any(not name.isascii() for name in names)
    assert {reservation.customer.language for reservation in rows["reservation"]} == {"fr", "en"}
    lengths = {(r.slot.end - r.slot.start) // timedelta(minutes=1) for r in rows["reservation"]}
    assert lengths == {60, 90, 120}


def test_the_same_seed_is_the_same_day(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    one, two = made(tmp_path / "one")[0], made(tmp_path / "two")[0]
    assert one == two
    assert made(tmp_path / "three", seed=2)[0] != one


def test_every_watch_can_be_prepared(tmp_path: Path) -> None:
    """Boxes are told by number, shelves are known, and every reserved watch has a recipe of its own or the common one."""
    _day, rows, _trust = made(tmp_path)
    products = {product.sku: product for product in rows["product"]}
    assert {reservation.sku for reservation in rows["reservation"]} <= products.keys()
    assert len({product.gtin for product in products.values()} - {""}) == len(products)
    assert all(product.shelf for product in products.values())
    recipes = {recipe.sku: recipe for recipe in rows["recipe"]}
    assert "" in recipes
    assert recipes.keys() - {""} <= products.keys()


def test_a_store_that_is_added_later_learns_the_recipes(tmp_path: Path) -> None:
    with Database(tmp_path / "central.db") as database:
        day = demo_day(database, seed=1, now=NOW, reservations=40)
        with database.write() as connection:
            add_store(connection, 1, StoreRow(9, "Aubépine Neuve", "Lille", "Europe/Paris"), POLICY, NOW)
            assert head(connection, 9).counts["recipe"] == head(connection, day.store).counts["recipe"]

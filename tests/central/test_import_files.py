"""Importing: good files in every form, every bad line by number and reason, all or nothing, again and again."""

import csv
import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from central.database import Database
from central.errors import CentralError
from central.feed import head, row
from central.imports import Report, import_reservations
from central.reprint import find
from kiosk.domain import short_code
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Reservation
from tests.central.day import NOW


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """What is tested here is above the engine: one is enough."""
    return sqlite_database


HEADER = "reference,name,store,sku,slot_start,slot_end"
LINE = "R-1,Zoé Nguyễn,1,AUB-41,2026-11-22T10:00,2026-11-22T11:30"

Importer = Callable[..., Report]


@pytest.fixture
def imported(database: Database, tmp_path: Path) -> Importer:
    def run(content: str | bytes, name: str = "day.csv", **options: Any) -> Report:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_reservations(database, file, 1, NOW, **options)

    return run


def booked(database: Database, reference: str = "R-1") -> Reservation:
    with database.read() as connection:
        return find(connection, 1, reference)


def reservations(database: Database, store: int = 1) -> int:
    with database.read() as connection:
        return head(connection, store).counts.get("reservation", 0)


def test_a_plain_csv(database: Database, imported: Importer) -> None:
    report = imported(f"{HEADER}\n{LINE}\n")
    assert (report.lines, report.tally.created, report.written, report.bad) == (1, 1, True, [])
    found = booked(database)
    assert found.slot.start.isoformat() == "2026-11-22T09:00:00+00:00"
    assert found.slot.end.isoformat() == "2026-11-22T10:30:00+00:00"
    assert found.customer.name == "Zoé Nguyễn"
    assert short_code.parse(found.short_code) == found.short_code
    with database.read() as connection:
        product = row(connection, 2, "product", "AUB-41")
        assert find(connection, 1, found.short_code) == find(connection, 1, found.reservation_id) == found
    assert product is not None


def test_every_column(database: Database, imported: Importer) -> None:
    fields = {
        "reference": "R-1", "name": "Ada", "phone": "+33 6 12 34 56 78", "language": "en-GB", "store": "2", "sku": "S",
        "product": "Lueur", "slot_start": "2026-11-22T10:00-05:00", "slot_end": "2026-11-22T11:00-05:00",
        "payment": "due", "fulfilment": "delivery", "status": "on_hold", "status_reason": "to check",
        "code": "https://shop.example/1", "needs": "Wheelchair",
    }  # fmt: skip
    imported(json.dumps(fields), "day.jsonl")
    found = booked(database)
    assert (found.customer.phone_last4, found.customer.language, found.customer.needs) == ("5678", "en", "Wheelchair")
    assert (found.payment, found.fulfilment, found.status) == (Payment.DUE, Fulfilment.DELIVERY, BookingStatus.ON_HOLD)
    with database.read() as connection:
        body = row(connection, 2, "reservation", found.reservation_id)
    assert body is not None
    assert "12 34" not in repr(body)
    assert "shop.example" not in repr(body)
    assert len(found.codes) == 1
    raw = b"".join(file.read_bytes() for file in database.place.parent.glob("central.db*"))
    assert b"12 34 56" not in raw
    assert b"shop.example" not in raw


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.csv", b"\xef\xbb\xbf" + f"{HEADER}\r\n{LINE}\r\n".encode()),
        ("semicolon.csv", f"{HEADER}\n{LINE}\n".replace(",", ";").encode()),
        ("tab.csv", f"{HEADER}\n{LINE}".replace(",", "\t").encode()),
        ("capitals.csv", f"{HEADER.upper()}\n\n{LINE}\n,,,,,\n".encode()),
        ("quoted.csv", f'{HEADER}\n"R-1","Zoé Nguyễn",1,AUB-41,2026-11-22 10:00,"2026-11-22T10:30:00Z"\n'.encode()),
        ("decomposed.csv", f"{HEADER}\n{LINE}\n".replace("é", "e\u0301").encode()),
    ],
)
def test_forms_of_csv(database: Database, imported: Importer, name: str, content: bytes) -> None:
    assert imported(content, name).tally.created == 1
    assert booked(database).customer.name == "Zoé Nguyễn"
    assert booked(database).slot.end.isoformat() == "2026-11-22T10:30:00+00:00"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_latin_1_is_named_not_guessed(database: Database, imported: Importer, encoding: str) -> None:
    content = f"{HEADER}\n{LINE}\n".replace("Nguyễn", "Lefèvre").encode(encoding)
    with pytest.raises(CentralError, match=r"byte 0xE9 in line 2, position 7.*--encoding latin-1"):
        imported(content)
    assert reservations(database) == 0
    assert imported(content, encoding=encoding).written
    assert booked(database).customer.name == "Zoé Lefèvre"


def test_utf_16_is_recognised(imported: Importer) -> None:
    content = f"{HEADER}\n{LINE}\n".encode("utf-16")
    with pytest.raises(CentralError, match="utf-16"):
        imported(content)
    assert imported(content, encoding="utf-16").written


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "unknown columns"),
        ("reference,name\n1,2\n", "has no column store"),
        (f"{HEADER},colour\n{LINE},red\n", "unknown columns: 'colour'"),
        (f"{HEADER},name\n{LINE},x\n", "names a column twice"),
        (f"{HEADER}\n", "holds no reservations"),
        ('[{"reference": "R-1",', "is not JSON"),
    ],
)
def test_files_that_are_none(imported: Importer, content: str, words: str) -> None:
    with pytest.raises(CentralError, match=words):
        imported(content)


def test_files_that_are_not_there(database: Database, tmp_path: Path, imported: Importer) -> None:
    with pytest.raises(CentralError, match="cannot be read"):
        import_reservations(database, tmp_path / "nothing.csv", 1, NOW)
    with pytest.raises(CentralError, match="no encoding"):
        imported(f"{HEADER}\n{LINE}\n", encoding="klingon")
    with pytest.raises(CentralError, match="is not ascii"):
        imported(f"{HEADER}\n{LINE}\n", encoding="ascii")


BAD = [
    ({"reference": ""}, "reference: is missing"),
    ({"name": " "}, "name: is missing"),
    ({"name": "a\x07b"}, "name: holds control characters"),
    ({"name": "x" * 201}, "name: 201 characters, at most 200"),
    ({"store": "9"}, r"store: '9' is none of this launch \(known: 1, 2\)"),
    ({"store": "Paris"}, "store: 'Paris'"),
    ({"phone": "12"}, "phone: has fewer than four digits"),
    ({"language": "français"}, "language: 'français'"),
    ({"payment": "free"}, "payment: 'free' is none of paid, due, refused"),
    ({"fulfilment": "drone"}, "fulfilment: 'drone'"),
    ({"status": "lost"}, "status: 'lost'"),
    ({"slot_start": "soon"}, "slot_start: 'soon' is no time"),
    ({"slot_start": "2026-11-22"}, "names no time of day"),
    ({"slot_end": "2026-11-22T10:00"}, "slot_end: is not after slot_start"),
    ({"slot_end": "2026-11-24T10:00"}, "slot_end: more than a day"),
    ({"slot_start": "2026-03-29T02:30", "slot_end": "2026-03-29T04:30"}, "does not exist in Europe/Paris"),
    ({"slot_start": "2026-10-25T02:30", "slot_end": "2026-10-25T04:30"}, "happens twice in Europe/Paris"),
    ({"slot_start": "0001-01-01T00:00", "slot_end": "0001-01-01T01:00"}, "slot_start: "),
    ({"code": " \t"}, "code: is blank"),
]


@pytest.mark.parametrize(("changes", "reason"), BAD)
def test_bad_values(database: Database, imported: Importer, changes: dict[str, str], reason: str) -> None:
    good = dict(zip(HEADER.split(","), LINE.split(","), strict=True))
    lines = [good, {**good, "reference": "R-2", **changes}]
    report = imported("".join(json.dumps(line) + "\n" for line in lines), "day.jsonl")
    assert [bad.line for bad in report.bad] == [2]
    assert re.search(reason, report.bad[0].reason), report.bad[0].reason
    assert (report.written, reservations(database)) == (False, 0)


def test_bad_lines_of_csv_keep_their_numbers(database: Database, imported: Importer) -> None:
    lines = [
        HEADER,
        LINE,
        "R-2,too,few",
        'R-3,"two\nlines",1,A,2026-11-22T10:00,2026-11-22T11:00',
        LINE.replace("R-1", "R-4").replace("AUB-41", ""),
        LINE,
        LINE.replace("R-1", "R-5"),
        'R-6,"never closed',
    ]
    report = imported("\n".join(lines))
    said = {bad.line: bad.reason for bad in report.bad}
    assert said.keys() == {3, 4, 6, 7, 9}
    assert "3 columns, the header has 6" in said[3]
    assert "control characters" in said[4]
    assert "sku" in said[6]
    assert "'R-1' is already in line 2" in said[7]
    assert "not CSV" in said[9]
    assert reservations(database) == 0
    deliberate = imported("\n".join(lines), skip_bad=True)
    assert (deliberate.tally.created, len(deliberate.bad), reservations(database)) == (2, 5, 2)


@pytest.mark.parametrize(
    "item", ["1", "[]", '{"reference": []}', '{"reference": 0.5}', '{"colour": "red"}', "{", '"R"']
)
def test_bad_json_lines(imported: Importer, item: str) -> None:
    good = json.dumps(dict(zip(HEADER.split(","), LINE.split(","), strict=True)))
    report = imported(f"{good}\n\n{item}\n", "day.jsonl")
    assert [bad.line for bad in report.bad] == [3]


def test_a_json_array(database: Database, imported: Importer) -> None:
    good = dict(zip(HEADER.split(","), LINE.split(","), strict=True))
    array = [good, {**good, "reference": "R-2", "store": 2, "phone": None}]
    assert imported(json.dumps(array, indent=1), "day.json").tally.created == 2
    assert [bad.line for bad in imported(json.dumps([good, 7]), "day.json").bad] == [2]


def test_again_changes_only_what_differs(database: Database, imported: Importer) -> None:
    imported(f"{HEADER}\n{LINE}\n")
    before = booked(database)
    with database.read() as connection:
        at = head(connection, 1)
    assert imported(f"{HEADER}\n{LINE}\n").tally.unchanged == 1
    with database.read() as connection:
        assert head(connection, 1) == at
    assert imported(f"{HEADER},payment\n{LINE},due\n").tally.updated == 1
    after = booked(database)
    assert (after.reservation_id, after.short_code, after.payment) == (
        before.reservation_id,
        before.short_code,
        Payment.DUE,
    )


def test_a_moved_reservation_is_known_in_both_stores(database: Database, imported: Importer) -> None:
    imported(f"{HEADER}\n{LINE}\n")
    imported(f"{HEADER}\n{LINE.replace(',1,', ',2,')}\n")
    found = booked(database)
    assert (found.store, reservations(database, 1), reservations(database, 2)) == (2, 1, 1)
    with database.read() as connection:
        old = row(connection, 1, "reservation", found.reservation_id)
    assert old is not None
    assert old.body is not None
    assert old.body["store"] == 2


def test_another_code_supersedes_the_first(database: Database, imported: Importer) -> None:
    for code in ("one", "two", "two"):
        imported(f"{HEADER},code\n{LINE},{code}\n")
    found = booked(database)
    assert (found.generation, [code.generation for code in found.codes]) == (1, [0, 1])


def test_one_code_for_two_customers(database: Database, imported: Importer) -> None:
    second = LINE.replace("R-1", "R-2")
    report = imported(f"{HEADER},code\n{LINE},same\n{second}, same \n")
    assert [(bad.line, bad.reason) for bad in report.bad] == [(3, "code: already belongs to 'R-1'")]
    imported(f"{HEADER},code\n{LINE},same\n")
    report = imported(f"{HEADER},code\n{second},same\n")
    assert [bad.reason for bad in report.bad] == ["code: already belongs to 'R-1'"]


@pytest.mark.slow
def test_a_hundred_thousand_lines_while_the_server_reads(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow([*HEADER.split(","), "phone"])
        for n in range(100_000):
            slot = (f"2026-11-22T{8 + n % 12:02}:00", f"2026-11-22T{9 + n % 12:02}:00")
            writer.writerow([f"R-{n}", f"Zoé {n}", 1 + n % 2, f"S-{n % 8}", *slot, f"06{n:08}"])
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.wait(0.5):
            seen.add(reservations(database))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        report = import_reservations(database, file, 1, NOW)
    finally:
        stop.set()
        reader.join()
    assert (report.tally.created, report.bad) == (100_000, [])
    assert seen <= {0, 50_000}
    assert reservations(database, 2) == 50_000

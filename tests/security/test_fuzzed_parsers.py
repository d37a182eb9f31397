"""Everything that reads what somebody else wrote: it reads it, or says in its own words why not. Nothing else may come out.

Codes are in test_forged_codes.py, what central reads in test_fuzzed_api.py, its answers in test_hostile_answers.py, serial
lines and boxes in tests/scanner.
"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from central.errors import CentralError
from central.import_file import COLUMNS, BadLine, Draft, read_drafts
from central.relay.hub import read_papers
from kiosk.cli.config import Config, read_config
from kiosk.cli.enrol import enrol
from kiosk.domain.code import MAX_BYTES, read_codes
from kiosk.domain.event import event_from_wire
from kiosk.domain.feed import FeedRow
from kiosk.domain.sheet import STARTS_A_FORMULA, write_sheet
from kiosk.errors import ConfigError, Fault
from kiosk.store.store import Store
from scanner.hand.reader import HandReader
from scanner.hand.setup_code import SETUP_TEXT
from tests.security.test_hostile_answers import json_values
from tests.store.day import DB_KEY, token

ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
ZONES = {1: ZoneInfo("Europe/Paris"), 2: ZoneInfo("America/Toronto")}
NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
texts = st.text(max_size=40)

# --- reservations from the retailer -------------------------------------------------------------------------------------

values = st.one_of(
    texts,
    st.sampled_from(
        ["1", "2", "R-1", "2026-11-27T10:00", "2026-11-27T10:30", "fr", "paid", "9" * 5000, "\0", '"', "=1+1"]
    ),
)
GOOD = ["R-1", "Camille Durand", "1", "AUB-41", "2026-11-27T10:00", "2026-11-27T10:30"]
HEADER = ["reference", "name", "store", "sku", "slot_start", "slot_end"]
sheets = st.builds(
    lambda header, rows, mark, end: end.join([mark.join(header), *(mark.join(row) for row in rows)]).encode(
        "utf-8", "surrogatepass"
    ),
    st.one_of(st.just(HEADER), st.lists(st.sampled_from([*COLUMNS, "other", ""]), min_size=1, max_size=8)),
    st.lists(st.one_of(st.just(GOOD), st.lists(values, max_size=8)), max_size=5),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
rows_of_json = st.dictionaries(st.sampled_from([*COLUMNS, "other"]), st.one_of(values, json_values), max_size=9)
jsons = st.one_of(
    st.lists(rows_of_json, max_size=4).map(json.dumps),
    st.lists(rows_of_json, max_size=4).map(lambda rows: "\n".join(map(json.dumps, rows))),
    st.sampled_from(["[" * 100_000, '{"a":' * 100_000, "[{]", '{"reference":', "[1,2]"]),
).map(lambda text: text.encode("utf-8", "surrogatepass"))


@given(
    st.one_of(sheets, jsons, st.binary(max_size=300)), st.sampled_from([None, "latin-1", "utf-16", "nonsense", "idna"])
)
@example(b"[" * 100_000, None)
@example(b'{"reference":' + b"[" * 100_000, None)
@example(b'reference,name\n"never ended', None)
@example(b'{"reference":' + b"9" * 5000 + b"}", None)
@ONE_FOLDER
def test_a_file_of_reservations_is_read_line_by_line_or_refused(tmp_path: Path, content: bytes, encoding: str) -> None:
    file = tmp_path / "reservations.csv"
    file.write_bytes(content)
    try:
        found = list(read_drafts(file, ZONES, encoding))
    except CentralError:
        return
    for one in found:
        assert isinstance(one, Draft | BadLine)
        if isinstance(one, Draft):
            assert one.reference
            assert one.name
            assert one.slot.start < one.slot.end
            assert "\0" not in f"{one.reference}{one.name}{one.sku}{one.needs}"


def test_a_good_line_beside_bad_ones_is_read(tmp_path: Path) -> None:
    """Else the test above might only show that everything is refused."""
    file = tmp_path / "reservations.csv"
    file.write_text("\n".join([",".join(HEADER), ",".join(GOOD), ",".join(["=1"] * 6)]))
    assert [type(one) for one in read_drafts(file, ZONES)] == [Draft, BadLine]


@given(st.lists(st.tuples(texts, texts), max_size=5))
@example([("=HYPERLINK(A1)", "@SUM(1)"), (" =1", "\t=1"), ("-1+1|cmd", "+1")])
def test_no_exported_line_is_a_formula_in_a_spreadsheet(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    write_sheet(out, ("reference", "address"), rows)
    read = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1:]
    assert len(read) == len(rows)
    for row, (reference, address) in zip(read, rows, strict=True):
        for told, meant in zip(row, (reference, address), strict=True):
            assert told.removeprefix("'") == meant.removeprefix("'") or told == meant
            assert not told.lstrip(" ").startswith(STARTS_A_FORMULA)


# --- a terminal's own files ---------------------------------------------------------------------------------------------

toml_values = st.one_of(
    st.booleans().map(lambda value: str(value).lower()),
    st.integers(-(2**70), 2**70).map(str),
    texts.map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.sampled_from(["nan", "inf", "[]", "{}", "2026-11-27", "[[1]]", '"keyring"', '"development"', '"entrance"']),
)
NAMES = [field.name for field in msgspec.structs.fields(Config)]
INNER = [
    "kind",
    "store",
    "name",
    "id",
    "roles",
    "printer",
    "theme",
    "serve",
    "enrolment",
    "second",
    "address",
    "nothing",
]
configs = st.lists(
    st.one_of(
        st.builds(lambda name, value: f"{name} = {value}", st.sampled_from([*NAMES, "nothing"]), toml_values),
        st.builds(lambda name: f"[{name}]", st.sampled_from([*NAMES, "receipt.escpos", "a.b"])),
        st.builds(lambda name, value: f"{name} = {value}", st.sampled_from(INNER), toml_values),
        texts,
    ),
    max_size=8,
).map(lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"))


@given(st.one_of(configs, st.binary(max_size=200)))
@example(b"servers = " + b"[" * 100_000)
@example(b'[keys]\nstore = "development"')
@ONE_FOLDER
def test_a_configuration_is_read_or_refused_before_any_window_opens(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(content)
    try:
        config = read_config(file)
    except ConfigError:
        return
    assert not (config.production and config.keys.store == "development")


papers = st.one_of(
    st.binary(max_size=200),
    st.dictionaries(
        st.sampled_from(["servers", "store", "token", "ca_pem", "root_key", "letter"]), json_values, max_size=6
    ).map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
)


@given(papers)
@example(b'{"servers":' + b"[" * 100_000)
@example(b'{"x":' + b"[" * 100_000)
@ONE_FOLDER
def test_an_enrolment_that_is_none_is_refused_and_nothing_is_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "enrolment.json"
    file.write_bytes(content)
    config = Config(
        production=False, data=str(tmp_path / "data"), keys=msgspec.convert({"store": "development"}, _KEYS)
    )
    with pytest.raises(Fault, match="kiosk-central enrol"):
        enrol(config, file)
    assert not (tmp_path / "data").exists()
    with pytest.raises(CentralError):
        read_papers(content)


_KEYS = type(Config().keys)

# --- hand scanners --------------------------------------------------------------------------------------------------------

bursts = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(max_codepoint=255), max_size=300),
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=9), st.integers(1, 3000)),
    st.builds(
        lambda at, burst: SETUP_TEXT[:at] + burst + SETUP_TEXT[at:],
        st.integers(0, len(SETUP_TEXT)),
        st.text(max_size=9),
    ),
)


@given(st.lists(st.tuples(bursts, st.booleans(), st.booleans()), min_size=1, max_size=6), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_burst_of_a_hand_scanner_is_a_text_or_a_word_about_the_scanner(
    said: list[tuple[str, bool, bool]], mac: bool
) -> None:
    """And whatever text comes of it, reading the code of it raises nothing and believes nothing."""
    reader = HandReader(mac=mac)
    for text, ended, keys in said:
        reading = reader.read_keys(text, ended=ended) if keys else reader.read_line(text)
        assert reading.tried is None or reading.text == ""
        code = read_codes((reading.text,), None, launch=1, store=1, lookup_key=bytes(32), now=NOW)
        assert not code.reservation_id
        if len(reading.text.encode("utf-8", "surrogatepass")) > MAX_BYTES + 200:
            assert code.fault is not None


# --- events and rows ------------------------------------------------------------------------------------------------------

FIELDS = ["event_id", "seq", "occurred_at", "kind", "payload", "prev_hash", "hash", "staff_id", "other"]
wires = st.one_of(json_values, st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=9))


@given(wires)
@settings(max_examples=120)
def test_any_json_is_an_event_or_a_value_error(wire: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (msgspec's words, with the place; none of these is whole)
        event_from_wire(wire)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    one = Store.open(tmp_path_factory.mktemp("rows") / "kiosk.db", DB_KEY, token)
    yield one
    one.close()


KINDS = ["reservation", "event", "store", "policy", "trust", "staff", "hub", "recipe", "product", "unit", "unknown", ""]
rows = st.builds(
    FeedRow,
    seq=st.integers(1, 50),
    kind=st.sampled_from(KINDS),
    key=st.text(max_size=12),
    body=st.one_of(st.none(), st.dictionaries(texts, json_values, max_size=5)),
    digest=st.text(max_size=8),
)


@given(st.lists(rows, max_size=4))
@settings(max_examples=100, deadline=None)
def test_rows_of_a_hostile_feed_are_quarantined_and_never_make_the_store_fall(
    store: Store, found: list[FeedRow]
) -> None:
    sound = [row for row in found if _travels(row)]
    store.worker.submit(store.replica.apply, "epoch", 50, sound, None, NOW).result(30)
    copy = store.worker.submit(store.replica.copy).result(30)
    assert not copy.complete


def _travels(row: FeedRow) -> bool:
    """Whether it could have come out of `sync.answer.read` at all."""
    try:
        msgspec.json.decode(msgspec.json.encode(row), type=FeedRow)
    except (UnicodeEncodeError, msgspec.DecodeError):
        return False
    return True

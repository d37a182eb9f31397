"""A file of reservations -> drafts and bad lines, one at a time; knows no database.

CSV (comma, semicolon or tab, as the header line shows) or JSON: one object a line, or one array of objects. The columns
are COLUMNS; `kiosk-central import --help` prints them, and docs/protocol.md, "Importing reservations", says them in words.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import msgspec

from central.errors import CentralError
from kiosk.domain.reservation import BookingStatus, Fulfilment, Payment, Slot

COLUMNS: dict[str, str] = {
    "reference": "the retailer's own number, unique; importing it again updates the reservation (required)",
    "name": "as the customer is called (required)",
    "phone": "only its last four digits are kept",
    "language": "of the customer: fr, en, ... (default fr)",
    "store": "number of the store (required)",
    "sku": "the model's number (required)",
    "product": "what the model is called, if this central does not know it yet",
    "slot_start": "2026-11-22T10:00, in the store's local time unless it names an offset (required)",
    "slot_end": "likewise, after slot_start (required)",
    "payment": "paid, due or refused (default paid)",
    "fulfilment": "pickup or delivery (default pickup)",
    "delivery": "how far a delivery is, in your words; shown to staff",
    "pickup_allowed": "yes: the store may turn this delivery into a pickup (default no)",
    "status": "booked, cancelled or on_hold (default booked)",
    "status_reason": "why cancelled or on hold, shown to staff",
    "code": "text of the retailer's own QR code, if the customer holds one; only its keyed hash is kept",
    "email": "where the receipt may be mailed; kept at central only, until it is sent",
    "needs": "what the staff should know to help: wheelchair, interpreter, ...",
}
REQUIRED = ("reference", "name", "store", "sku", "slot_start", "slot_end")
LIMITS = {
    "reference": 64,
    "name": 200,
    "sku": 64,
    "product": 100,
    "status_reason": 200,
    "delivery": 100,
    "needs": 200,
    "code": 2048,
    "email": 254,
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
)
"""What browsers take for an address (WHATWG HTML, "Valid email address"), with a dot in its domain."""
LONGEST_LOCAL_PART = 64
"""RFC 5321, 4.5.3.1.1."""
LONGEST_SLOT = timedelta(hours=24)

E = TypeVar("E", bound=StrEnum)


class BadLineError(ValueError):
    """Why one line cannot be imported."""


@dataclass(frozen=True, slots=True)
class BadLine:
    line: int
    """1 is the file's first line; of a JSON array, its first object."""
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One good line."""

    line: int
    reference: str
    name: str
    phone_last4: str
    language: str
    store: int
    sku: str
    product: str
    slot: Slot
    payment: Payment
    fulfilment: Fulfilment
    status: BookingStatus
    status_reason: str
    code: str
    needs: str
    email: str
    delivery: str
    pickup_allowed: bool


def read_drafts(file: Path, zones: Mapping[int, ZoneInfo], encoding: str | None = None) -> Iterator[Draft | BadLine]:
    """Each line of the file, judged by itself. `zones`: the stores of the launch. Raises CentralError about the whole file."""
    for line, fields in _read_lines(file, encoding):
        if isinstance(fields, str):
            yield BadLine(line, fields)
            continue
        try:
            yield _draft(line, fields, zones)
        except BadLineError as error:
            yield BadLine(line, str(error))


def _read_lines(file: Path, encoding: str | None) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Numbered lines as columns, or as the reason why they are none."""
    try:
        with file.open("rb") as stream:
            start = stream.read(4096)
        if start.startswith((b"\xff\xfe", b"\xfe\xff")) and encoding is None:
            raise CentralError(f"{file.name} is UTF-16", "Give --encoding utf-16, or save it as UTF-8.")
        if encoding is None:
            _check_utf8(file)
        text = encoding or "utf-8-sig"
        first = start.decode(text, "replace").lstrip("\ufeff \t\r\n")[:1]
        if first == "[":
            yield from _read_array(file, text)
        elif first == "{":
            yield from _read_json_lines(file, text)
        else:
            yield from _read_csv(file, text)
    except OSError as error:
        raise CentralError(f"{file} cannot be read: {error.strerror}", "Check the path.") from error
    except LookupError as error:
        raise CentralError(f"{encoding!r} is no encoding", "Give e.g. --encoding latin-1 or utf-8.") from error
    except UnicodeDecodeError as error:
        raise CentralError(f"{file.name} is not {encoding}: {error.reason}", "Give another --encoding.") from error
    except UnicodeError as error:  # a codec that is not for files: idna, punycode
        raise CentralError(f"{file.name} is not {encoding}: {error}", "Give another --encoding.") from error


def _check_utf8(file: Path) -> None:
    """Say exactly where a file is not UTF-8. Guessing would put wrong letters into names, silently."""
    with file.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            try:
                raw.decode()
            except UnicodeDecodeError as error:
                raise CentralError(
                    f"{file.name} is not UTF-8: byte 0x{raw[error.start]:02X} in line {number}, position {error.start + 1}",
                    "If it was saved in a Western encoding, give --encoding latin-1 (or cp1252).",
                ) from error


def _read_csv(file: Path, encoding: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    with file.open(encoding=encoding, newline="") as stream:
        header_line = stream.readline()
        delimiter = max(",;\t", key=header_line.count)
        header = [
            name.strip().lower() for name in next(csv.reader([header_line.rstrip("\r\n") or "?"], delimiter=delimiter))
        ]
        _check_header(file, header)
        lines = csv.reader(stream, delimiter=delimiter, strict=True)
        while True:
            number = lines.line_num + 2
            try:
                cells = next(lines)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, f"not CSV: {error}"
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                yield number, f"{len(cells)} columns, the header has {len(header)}"
                continue
            yield number, dict(zip(header, cells, strict=True))


def _check_header(file: Path, header: list[str]) -> None:
    hint = f"The first line names the columns: {', '.join(COLUMNS)}."
    if unknown := [name for name in header if name not in COLUMNS]:
        raise CentralError(f"{file.name} has unknown columns: {', '.join(map(repr, unknown))}", hint)
    if missing := [name for name in REQUIRED if name not in header]:
        raise CentralError(f"{file.name} has no column {', '.join(missing)}", hint)
    if len(set(header)) < len(header):
        raise CentralError(f"{file.name} names a column twice", hint)


def _read_json_lines(file: Path, encoding: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    with file.open(encoding=encoding) as stream:
        for number, text in enumerate(stream, 1):
            if text.strip():
                yield number, _object(text.encode())


def _read_array(file: Path, encoding: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    # An array is one value, so it is held whole; its objects stay raw bytes until each one's turn.
    try:
        items = msgspec.json.decode(file.read_text(encoding=encoding), type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise CentralError(f"{file.name} is not JSON: {error}", "Nothing was imported.") from error
    for number, item in enumerate(items, 1):
        yield number, _object(bytes(item))


def _object(text: bytes) -> dict[str, str] | str:
    try:
        value: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        return f"not JSON: {error}"
    if not isinstance(value, dict):
        return "not a JSON object"
    fields: dict[str, str] = {}
    for name, content in cast("dict[str, object]", value).items():
        if name not in COLUMNS:
            return f"unknown field {name!r}"
        if content is None:
            continue
        if not isinstance(content, (str, int)) or isinstance(content, bool):
            return f"{name}: must be text"
        fields[name] = str(content)
    return fields


def _draft(line: int, raw: dict[str, str], zones: Mapping[int, ZoneInfo]) -> Draft:
    fields = {name: _clean(name, raw.get(name, "")) for name in COLUMNS}
    for name in REQUIRED:
        if not fields[name]:
            raise BadLineError(f"{name}: is missing")
    store = fields["store"]
    if not re.fullmatch(r"[0-9]{1,5}", store, re.ASCII) or int(store) not in zones:
        known = ", ".join(map(str, zones))
        raise BadLineError(f"store: {store!r} is none of this launch (known: {known})")
    zone = zones[int(store)]
    return Draft(
        line=line,
        reference=fields["reference"],
        name=fields["name"],
        phone_last4=_last4(fields["phone"]),
        language=_language(fields["language"]),
        store=int(store),
        sku=fields["sku"],
        product=fields["product"],
        slot=slot_between(fields["slot_start"], fields["slot_end"], zone),
        payment=_one_of(Payment, "payment", fields["payment"] or "paid"),
        fulfilment=_one_of(Fulfilment, "fulfilment", fields["fulfilment"] or "pickup"),
        status=_one_of(BookingStatus, "status", fields["status"] or "booked"),
        status_reason=fields["status_reason"],
        code=fields["code"],
        needs=fields["needs"],
        email=_email(fields["email"]),
        delivery=fields["delivery"],
        pickup_allowed=_yes(fields["pickup_allowed"]),
    )


def _clean(name: str, text: str) -> str:
    if name == "code":
        return text  # its own rules hold (kiosk.domain.code), tabs and line feeds included
    if not text:
        return text
    text = unicodedata.normalize("NFC", text).strip()
    if _CONTROL.search(text):
        raise BadLineError(f"{name}: holds control characters")
    limit = LIMITS.get(name, 64)
    if len(text) > limit:
        raise BadLineError(f"{name}: {len(text)} characters, at most {limit}")
    return text


def _last4(phone: str) -> str:
    digits = re.sub(r"[^0-9]", "", phone)
    if phone and len(digits) < 4:
        raise BadLineError("phone: has fewer than four digits")
    return digits[-4:]


def is_address(text: str) -> bool:
    """One e-mail address, without a name."""
    return bool(_EMAIL.fullmatch(text)) and text.index("@") <= LONGEST_LOCAL_PART


def _email(text: str) -> str:
    if text and not is_address(text):
        # Without what it says: this line may be kept in a log.
        raise BadLineError("email: is no single address such as name@example.com; correct it, or leave it empty")
    return text


def _yes(text: str) -> bool:
    if text.lower() not in ("", "no", "yes"):
        raise BadLineError(f"pickup_allowed: {text!r} is neither yes nor no")
    return text.lower() == "yes"


def _language(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise BadLineError(f"language: {text!r} is no language tag such as fr or en")
    return text.lower()[:2] if text else "fr"


def _one_of(kind: type[E], name: str, text: str) -> E:
    try:
        return kind(text.lower())
    except ValueError:
        raise BadLineError(f"{name}: {text!r} is none of {', '.join(kind)}") from None


def slot_between(start: str, end: str, zone: ZoneInfo) -> Slot:
    """Of two texts, in the store's local time unless they name an offset. Raises BadLineError."""
    first, last = _instant("slot_start", start, zone), _instant("slot_end", end, zone)
    if not first < last:
        raise BadLineError("slot_end: is not after slot_start")
    if last - first > LONGEST_SLOT:
        raise BadLineError("slot_end: more than a day after slot_start")
    return Slot(first, last)


@lru_cache(4096)  # a file has few different times, and each is asked for twice a line
def _instant(name: str, text: str, zone: ZoneInfo) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            if not re.search(r"[T ]\d\d", text):
                raise BadLineError(f"{name}: {text!r} names no time of day")
            instant = _local(name, instant, zone)
        return instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        if isinstance(error, BadLineError):
            raise
        raise BadLineError(f"{name}: {text!r} is no time such as 2026-11-22T10:00") from error


def _local(name: str, naive: datetime, zone: ZoneInfo) -> datetime:
    """The store's wall clock. The hours a clock change skips or repeats are asked about, not guessed."""
    local = naive.replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise BadLineError(f"{name}: {naive.isoformat(' ')} does not exist in {zone.key} (clocks go forward)")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise BadLineError(f"{name}: {naive.isoformat(' ')} happens twice in {zone.key}: add the offset")
    return local

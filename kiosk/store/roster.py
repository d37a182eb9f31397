"""The terminal's copy of the day, read: reservations by id, code, short code, name or phone, and what they need.

Reads only; `replica.py` writes. `terms` says under which keys a reservation is found: `replica.py` writes them, and a
change of it needs a migration that rebuilds `lookup`.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from kiosk.domain.code import Code, CodeForm
from kiosk.domain.hub import HubRow
from kiosk.domain.launch_slot import Allotment, LaunchSlot
from kiosk.domain.opening.checklist import Checklist
from kiosk.domain.opening.plan import OpeningDay
from kiosk.domain.policy import Policy
from kiosk.domain.recipe import Recipe
from kiosk.domain.reservation import LaunchRow, Product, Reservation, StoreRow, TerminalRow
from kiosk.domain.rows import parse_row
from kiosk.domain.staff import StaffRow
from kiosk.domain.stock import StockRow
from kiosk.domain.trust import TrustList
from kiosk.store.database import Database


class Field(IntEnum):
    CODE = 1
    SHORT_CODE = 2
    NAME_WORD = 3
    PHONE = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A reservation, and which generation of its code led to it."""

    reservation: Reservation
    generation: int


class Roster:
    """Rows other than reservations are parsed once and kept until `forget`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: dict[tuple[str, str], Any] = {}
        self.version = 0
        """Moves when rows other than reservations have changed."""

    def forget(self) -> None:
        """The rows have changed (or a change was rolled back): read them again when asked for."""
        self._kept.clear()
        self.version += 1

    # --- reservations -----------------------------------------------------------------------------------------------

    def reservation(self, reservation_id: str) -> Reservation | None:
        row = self._db.conn.execute(
            "SELECT body FROM feed_row WHERE kind = 'reservation' AND key = ?", [reservation_id]
        ).fetchone()
        return None if row is None or row[0] is None else parse_row("reservation", row[0])

    def by_code(self, digest: str) -> Found | None:
        """By the keyed digest of a K0 or foreign code. Of several the one whose code is newest."""
        return self._first(Field.CODE, code_term(digest))

    def by_short_code(self, short_code: str) -> Found | None:
        """By the canonical spoken code."""
        return self._first(Field.SHORT_CODE, short_code.encode())

    def find(self, code: Code) -> tuple[Code, Reservation | None]:
        """The reservation a code leads to, and the code with what only the roster knows of it filled in."""
        if code.reservation_id:
            return code, self.reservation(code.reservation_id)
        if code.fault is not None or not code.lookup:
            return code, None
        if code.form is CodeForm.SHORT and (spoken := self.by_short_code(code.lookup)):
            return replace(code, reservation_id=spoken.reservation.reservation_id), spoken.reservation
        # A retailer's own code may look like a spoken one: then its digest is tried as well.
        found = self.by_code(code.digest if code.form is CodeForm.SHORT else code.lookup)
        if found is None:
            return code, None
        reservation = found.reservation
        known = replace(
            code, form=CodeForm.LOOKUP, reservation_id=reservation.reservation_id, generation=found.generation
        )
        return known, reservation

    def search(self, text: str, limit: int = 20) -> list[Reservation]:
        """Every word of `text` must begin a word of the name, or be the phone's last four digits. Ordered by name."""
        words = folded_words(text)
        if not words or limit < 1:
            return []
        conditions, values = zip(*(_condition(word) for word in words), strict=True)
        candidates = " INTERSECT ".join(conditions)
        sql = f"SELECT body FROM feed_row WHERE body IS NOT NULL AND id IN ({candidates}) LIMIT {_CANDIDATES}"  # noqa: S608  # constants only
        rows = self._db.conn.execute(sql, [value for pair in values for value in pair]).fetchall()
        found: list[Reservation] = [parse_row("reservation", row[0]) for row in rows]
        found.sort(key=lambda one: (folded_words(one.customer.name), one.slot.start, one.reservation_id))
        return found[:limit]

    def _first(self, field: Field, term: bytes) -> Found | None:
        row = self._db.conn.execute(
            "SELECT feed_row.body, lookup.generation FROM lookup JOIN feed_row ON feed_row.id = lookup.row"
            " WHERE lookup.field = ? AND lookup.term = ? AND feed_row.body IS NOT NULL"
            " ORDER BY lookup.generation DESC, feed_row.seq DESC LIMIT 1",
            [int(field), term],
        ).fetchone()
        return None if row is None else Found(parse_row("reservation", row[0]), int(row[1]))

    # --- the rest of the roster -------------------------------------------------------------------------------------

    def product(self, sku: str) -> Product | None:
        return self._row("product", sku)

    def products(self) -> list[Product]:
        return list(self._rows("product"))

    def recipes(self) -> list[Recipe]:
        return list(self._rows("recipe"))

    def stock(self) -> list[StockRow]:
        """What was delivered; of a model without a row nobody knows."""
        return list(self._rows("stock"))

    def store(self, store: int) -> StoreRow | None:
        return self._row("store", str(store))

    def stores(self) -> list[StoreRow]:
        return list(self._rows("store"))

    def hubs(self) -> list[HubRow]:
        """As they came: whoever goes there checks `kiosk.domain.hub.verify` first."""
        return list(self._rows("hub"))

    def terminal(self, terminal_id: str) -> TerminalRow | None:
        return self._row("terminal", terminal_id)

    def terminals(self) -> list[TerminalRow]:
        return list(self._rows("terminal"))

    def staff(self) -> list[StaffRow]:
        """Everybody on the list, those who have left too."""
        return list(self._rows("staff"))

    def plans(self) -> list[OpeningDay]:
        """Of every day that central has planned, by day."""
        return list(self._rows("plan"))

    def checklist(self) -> Checklist | None:
        """The store's own; None: central has published none."""
        return self._row("checklist", "morning")

    def slots(self) -> list[LaunchSlot]:
        """As central manages them, earliest first."""
        return list(self._rows("slot"))

    def allotments(self) -> list[Allotment]:
        """Places that terminals may give away. In a copy that is fetched anew only those that have come again: central may
        have been restored, and have forgotten what it granted."""
        kept = self._kept.get(("allotment", _ALL))
        if kept is None:
            rows = self._db.conn.execute(
                "SELECT body FROM feed_row WHERE kind = 'allotment' AND body IS NOT NULL"
                " AND mark = coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'mark'), 0)"
                " ORDER BY key"
            ).fetchall()
            kept = self._kept["allotment", _ALL] = [parse_row("allotment", row[0]) for row in rows]
        return kept

    def phoned(self, last4: str, limit: int = 50) -> list[Reservation]:
        """Reservations of customers whose phone number ends so."""
        rows = self._db.conn.execute(
            "SELECT feed_row.body FROM lookup JOIN feed_row ON feed_row.id = lookup.row"
            " WHERE lookup.field = ? AND lookup.term = ? AND feed_row.body IS NOT NULL LIMIT ?",
            [int(Field.PHONE), last4.encode(), limit],
        ).fetchall()
        return [parse_row("reservation", row[0]) for row in rows]

    def launch(self, launch: int) -> LaunchRow | None:
        return self._row("launch", str(launch))

    def policy(self) -> Policy:
        """The store's rules; before the first download the defaults."""
        return next(iter(self._rows("policy")), None) or Policy()

    def trust_lists(self) -> list[TrustList]:
        """Every version seen, newest first. The caller takes the first whose signature holds under the root key."""
        kept = self._kept.get(("trust", ""))
        if kept is None:
            rows = self._db.conn.execute("SELECT body FROM trust_list ORDER BY version DESC").fetchall()
            kept = self._kept["trust", ""] = [parse_row("trust", row[0]) for row in rows]
        return kept

    def counts(self) -> dict[str, int]:
        """Usable rows by kind. Reads the whole copy: for tests and reports (`Replica.copy` is what screens ask)."""
        rows = self._db.conn.execute(
            "SELECT kind, count(*) FROM feed_row WHERE digest <> '' AND body IS NOT NULL GROUP BY kind"
        ).fetchall()
        return {str(kind): int(count) for kind, count in rows}

    def _row(self, kind: str, key: str) -> Any:
        if (kind, key) not in self._kept:
            row = self._db.conn.execute("SELECT body FROM feed_row WHERE kind = ? AND key = ?", [kind, key]).fetchone()
            self._kept[kind, key] = None if row is None or row[0] is None else parse_row(kind, row[0])
        return self._kept[kind, key]

    def _rows(self, kind: str) -> list[Any]:
        if (kind, _ALL) not in self._kept:
            rows = self._db.conn.execute(
                "SELECT body FROM feed_row WHERE kind = ? AND body IS NOT NULL ORDER BY key", [kind]
            ).fetchall()
            self._kept[kind, _ALL] = [parse_row(kind, row[0]) for row in rows]
        return self._kept[kind, _ALL]


_ALL = "\0all"
"""No key of a row: under it all rows of a kind are kept."""

Term = tuple[int, bytes, int]
"""Field, term, generation."""


def terms(reservation: Reservation) -> set[Term]:
    """Under what a reservation is found."""
    found = {(int(Field.CODE), code_term(code.digest), code.generation) for code in reservation.codes}
    found.add((int(Field.SHORT_CODE), reservation.short_code.encode(), 0))
    if reservation.customer.phone_last4:
        found.add((int(Field.PHONE), reservation.customer.phone_last4.encode(), 0))
    found.update((int(Field.NAME_WORD), word.encode(), 0) for word in folded_words(reservation.customer.name))
    return found


def code_term(digest: str) -> bytes:
    """The first 128 bits of a digest: as good as all of it to tell codes apart, and half the index."""
    return digest[:32].encode()


_EXTRA = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"}
)
_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> tuple[str, ...]:
    """Words without accents and case, as they are typed on a keyboard that has none: `Łukasz D’Éon` -> lukasz, d, eon."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_EXTRA).casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return tuple(_WORD.findall(plain))


_CANDIDATES = 500
"""Of one search: more than fit any screen; the person types another letter."""
_WORD_BEGINS = "SELECT row FROM lookup WHERE field = ? AND term >= ? AND term < ?"
_WORD_OR_PHONE = f"SELECT row FROM ({_WORD_BEGINS} UNION SELECT row FROM lookup WHERE field = ? AND term = ?)"  # noqa: S608  # constants only


def _condition(word: str) -> tuple[str, list[Any]]:
    term = word.encode()
    # No UTF-8 text contains the byte 0xFF, so this is above every word that begins so.
    values: list[Any] = [int(Field.NAME_WORD), term, term + b"\xff"]
    if len(word) == 4 and word.isdecimal():
        return _WORD_OR_PHONE, [*values, int(Field.PHONE), term]
    return _WORD_BEGINS, values

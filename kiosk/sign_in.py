"""Who stands at this terminal: signed in by badge or PIN, signed out, kept waiting after wrong PINs. One transaction each.

On the store's thread, through `desk.sign_in`. A badge is proven by its signature and a PIN by `kiosk.domain.pin`; how long a
number waits, `kiosk.domain.lockout` says. docs/decisions/027 says why it is so.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import msgspec

from kiosk.acting import Acting
from kiosk.domain import pin as pins
from kiosk.domain.code import Code, read_codes
from kiosk.domain.event import EventKind
from kiosk.domain.lockout import FREE_TRIES, Lockout
from kiosk.domain.staff import Act, StaffRow, may
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import NotAllowed, Refused
from kiosk.session import Person, Session

FREE_FOR_ALL = 20
"""Wrong PINs of any numbers before the whole terminal waits: who tries one PIN with every number gets no further."""
MOST_NUMBERS = 200
"""Numbers with failures that are remembered."""
_ALL = ""
_FACT = "lockouts"
_SIGN_IN = "sign in"
_WRONG = "The number or the PIN is wrong: try again, or show your badge"
_UNSAID = pins.verifier_of("000000", b"", secrets.token_bytes)
"""Compared with where there is nothing to compare, so that the answer takes as long."""


class Why(StrEnum):
    """Why somebody is not signed in any more."""

    ASKED = "asked"
    IDLE = "idle"
    SWITCHED = "switched"


@dataclass(frozen=True, slots=True)
class SignedIn:
    person: Person
    wants_pin: bool = False
    """Nobody is signed in yet: the first PIN was right, and `choose_pin` is next."""


class LockedOut(Refused):
    """Too many wrong PINs; `left_s` is how long this number, or the whole terminal, waits."""

    def __init__(self, left_ms: int) -> None:
        self.left_s = -(-left_ms // 1000)
        super().__init__(_SIGN_IN, f"Too many wrong PINs: wait {self.left_s} s, or show your badge")


class SignIn:
    """Every method raises `Refused` with the way out, or `Fault` when the environment failed."""

    def __init__(self, acting: Acting, pepper: bytes) -> None:
        self._acting = acting
        self._store = acting.store
        self._session = acting.session
        self._pepper = pepper
        self._first: StaffRow | None = None
        """Whose first PIN was right, until they have chosen another."""
        self._since_ms = acting.monotonic_ms()
        """Since when waits are counted that are not written down yet."""

    @property
    def session(self) -> Session:
        """Who is signed in; may be asked on any thread."""
        return self._session

    def listed(self) -> int:
        """How many may sign in here: 0 before the staff list has come."""
        return sum(self._works(row) for row in self._store.roster.staff())

    def by_badge(self, texts: tuple[str, ...], *, second: bool = False) -> SignedIn:
        """Texts of one presentation, which must be a badge of this store's staff list. `second`: of who stands by what takes
        two people, while the first stays signed in."""
        with self._store.transaction():
            code = self._code(texts)
            row = None
            if code.fault is None and code.badge and not code.training:
                row = next((one for one in self._store.roster.staff() if one.badge == code.reservation_id), None)
            good = row is not None and self._works(row) and code.generation == row.badge_generation
            here = self._session.person
            if row is not None and good and not second and here is not None and here == _person(row):
                return SignedIn(here)  # still before the camera: nobody has come or gone
            if row is not None and good and not second:
                self._record_begin(row, "badge")
            elif code.badge and not good:  # ours by its signature: somebody should know that it was shown
                payload = {"verdict": str(VerdictKind.STAFF_BADGE)}
                by = row.staff_id if row else ""
                self._acting.append(EventKind.SCAN_REFUSED, "", payload, self._acting.now(), by=by)
        if row is not None and good:
            return self._stand_by(row) if second else self._begin(row)
        hint = "This badge is not good any more: use your PIN or call a supervisor"
        raise Refused(_SIGN_IN, hint if code.badge else "This is no badge of this store")

    def by_pin(self, staff_id: str, pin: str, *, second: bool = False) -> SignedIn:
        """A number and a PIN as typed. Raises LockedOut while they may not be tried. `second` as above."""
        self._first = None
        with self._store.transaction():
            waits = self._waits()
            row = next((one for one in self._store.roster.staff() if one.staff_id == staff_id), None)
            key = staff_id if row is not None else _ALL
            wait = _longer(waits.get(key, Lockout()), waits.get(_ALL, Lockout()))
            verifier, first = self._verifier(row) if row is not None and self._works(row) else ("", False)
            good = not wait.left_ms and self._is_pin(pin, verifier)
            if good:
                waits.pop(key, None)
                waits.pop(_ALL, None)
                if row is not None and not first and not second:
                    self._record_begin(row, "pin")
            elif not wait.left_ms:
                wait = self._fail(waits, key)
            self._keep(waits)
        if good and row is not None:
            return self._proven(row, first=first, second=second)
        if wait.left_ms:
            raise LockedOut(wait.left_ms)
        raise Refused(_SIGN_IN, _WRONG)

    def _proven(self, row: StaffRow, *, first: bool, second: bool) -> SignedIn:
        if second:
            if first:
                raise Refused(_SIGN_IN, "This is a first PIN: sign in with it once, and choose your own")
            return self._stand_by(row)
        if not first:
            return self._begin(row)
        self._first = row
        return SignedIn(_person(row), wants_pin=True)

    def _stand_by(self, row: StaffRow) -> SignedIn:
        """The second person. Raises Refused when it is the first once more, or somebody whose work it is not."""
        person = self._session.person
        if person is None or person.staff_id == row.staff_id:
            raise Refused(_SIGN_IN, "It takes another person than the one who is signed in")
        if not may(Act.SECOND, row.roles, self._acting.policy()):
            raise NotAllowed(_SIGN_IN, "It takes a colleague of the counter or a supervisor")
        self._session.confirm(row.staff_id, self._acting.monotonic_ms())
        return SignedIn(_person(row))

    def choose_pin(self, pin: str) -> SignedIn:
        """Instead of the first PIN, which was right just now: then they are signed in."""
        row = self._first
        if row is None:
            raise Refused("choose a PIN", "Sign in with the first PIN again")
        if problem := pins.problem_of(pin, row.staff_id):
            raise Refused("choose a PIN", problem)
        with self._store.transaction():
            verifier, _ = self._verifier(row)
            if pins.fits(pin, verifier, self._pepper):
                raise Refused("choose a PIN", "This is the first PIN: choose another")
            payload = {"verifier": pins.verifier_of(pin, self._pepper, secrets.token_bytes)}
            self._acting.append(EventKind.PIN_CHANGED, "", payload, self._acting.now(), by=row.staff_id)
            self._record_begin(row, "pin")
        return self._begin(row)

    def end(self, why: Why = Why.ASKED) -> None:
        """Nobody is signed in any more. Nothing happens when nobody was."""
        self._first = None
        with self._store.transaction():
            self._record_end(why)
        self._session.end()

    def unlock(self, staff_id: str) -> None:
        """A supervisor lets a number try again at once, here; the whole terminal too."""
        with self._store.transaction():
            self._acting.require("unlock", Act.UNLOCK)
            waits = self._waits()
            if waits.pop(staff_id, None) is None:
                raise Refused("unlock", "This number is not waiting here")
            waits.pop(_ALL, None)
            self._keep(waits)
            self._acting.append(EventKind.UNLOCKED, "", {"staff": staff_id}, self._acting.now())

    def _begin(self, row: StaffRow) -> SignedIn:
        """After the commit: nobody is signed in on the strength of what was not saved."""
        self._first = None
        person = _person(row)
        self._session.begin(person)
        return SignedIn(person)

    # --- inside the transaction -------------------------------------------------------------------------------------

    def _record_begin(self, row: StaffRow, how: str) -> None:
        self._record_end(Why.SWITCHED)
        self._acting.append(EventKind.SIGNED_IN, "", {"by": how}, self._acting.now(), by=row.staff_id)

    def _record_end(self, why: Why) -> None:
        if (person := self._session.person) is not None:
            payload = {"why": str(why)}
            self._acting.append(EventKind.SIGNED_OUT, "", payload, self._acting.now(), by=person.staff_id)

    def _is_pin(self, pin: str, verifier: str) -> bool:
        fits = pins.fits(pin, verifier or _UNSAID, self._pepper if verifier else b"")
        return fits and bool(verifier)

    def _code(self, texts: tuple[str, ...]) -> Code:
        here, terminal = self._acting.here, self._acting.terminal
        return read_codes(
            texts,
            here.trust(),
            launch=terminal.launch,
            store=terminal.store,
            lookup_key=here.lookup_key(),
            now=self._acting.latest(self._acting.now()),
        )

    def _works(self, row: StaffRow) -> bool:
        here = row.left_at is None or self._acting.latest_corrected(self._acting.now()) < row.left_at
        return here and bool(row.roles)

    def _verifier(self, row: StaffRow) -> tuple[str, bool]:
        """What a PIN is compared with, and whether it is a first one: the list's, or what they have chosen since."""
        since = row.pin_set_at
        own = [
            (event.occurred_at + timedelta(milliseconds=event.clock_offset_ms), event.event_id, event)
            for event in self._store.ledger.pins_changed()
            if event.staff_id == row.staff_id
        ]
        chosen = max((one for one in own if row.pin and since is not None and one[0] > since), default=None)
        if chosen is None:
            return row.pin, row.pin_first
        return str(chosen[2].payload.get("verifier", "")), False

    def _waits(self) -> dict[str, Lockout]:
        """As they are now, by number. What was lived since the last time is taken off; it is kept with the next `_keep`."""
        now_ms = self._acting.monotonic_ms()
        lived, self._since_ms = now_ms - self._since_ms, now_ms
        kept = msgspec.json.decode(self._store.facts.text(_FACT, "{}"), type=dict[str, Lockout])
        return {number: one.waited(lived) for number, one in kept.items()}

    def _keep(self, waits: dict[str, Lockout]) -> None:
        newest = dict(list(waits.items())[-MOST_NUMBERS:])
        self._store.facts.put(_FACT, msgspec.json.encode(newest).decode())

    def _fail(self, waits: dict[str, Lockout], key: str) -> Lockout:
        """Counts for the number and for the terminal; a new wait is an event."""
        found = Lockout()
        for one, free in {key: FREE_TRIES, _ALL: FREE_FOR_ALL}.items():
            waits[one] = waits.pop(one, Lockout()).failed(free)
            found = _longer(found, waits[one])
        if found.left_ms:
            payload = {"staff": key, "failures": waits[key].failures}
            self._acting.append(EventKind.LOCKED_OUT, "", payload, self._acting.now(), by="")
        return found


def _longer(one: Lockout, other: Lockout) -> Lockout:
    return max(one, other, key=lambda lockout: lockout.left_ms)


def _person(row: StaffRow) -> Person:
    return Person(row.staff_id, row.name, frozenset(row.roles))

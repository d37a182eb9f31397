"""What every act of the staff does alike: the time it happens at, who acts, the event it appends, the role it asks for.

Decides nothing about a reservation; `kiosk/desk.py`, `kiosk/stockroom.py` and `kiosk/counter.py` do.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.clock import to_millis
from kiosk.domain.event import Event, EventKind
from kiosk.domain.policy import Policy, Staff
from kiosk.domain.recipe import recipe_for
from kiosk.domain.staff import ROLES, Act, may
from kiosk.domain.state import effective
from kiosk.errors import NotAllowed, Refused
from kiosk.floor_answers import Entry
from kiosk.session import NOBODY, Session
from kiosk.store.ledger import Draft
from kiosk.store.standpoint import Standpoint
from kiosk.store.store import Store
from kiosk.timepiece import Timepiece

MAX_REASON = 200
_WAY_OUT = {
    ROLES[Act.SEARCH]: "Ask a colleague: you have no role in this store",
    ROLES[Act.CHECK_IN]: "This is the entrance's work: ask a greeter or a supervisor",
    ROLES[Act.CLAIM]: "This is a runner's work: ask a runner or a supervisor",
    ROLES[Act.CALL]: "This is the counter's work: ask there or call a supervisor",
    ROLES[Act.REJECT_READY_UNIT]: "Your role may not reject a unit: ask at the counter or in the stockroom",
    ROLES[Act.SUBSTITUTE]: "This is for the entrance or the counter: ask there or call a supervisor",
    ROLES[Act.OVERRIDE]: "Call a supervisor: your role may not do this",
}
"""By who may."""


@dataclass(frozen=True, slots=True)
class TerminalIdentity:
    """What the enrolment says this terminal is."""

    terminal_id: str
    name: str
    letter: str
    store: int
    launch: int
    root_key: str
    """Ed25519 public key that signs trust lists, base64url."""


class Acting:
    """On the store's thread. `append` belongs to the caller's transaction."""

    def __init__(
        self,
        store: Store,
        clock: Timepiece,
        new_event_id: Callable[[], str],
        terminal: TerminalIdentity,
        staff: Callable[[], Staff],
        clock_offset_ms: Callable[[], int],
        session: Session | None = None,
    ) -> None:
        self.store = store
        self.terminal = terminal
        self.here = Standpoint(store.roster, terminal.store, terminal.launch, terminal.root_key)
        self._clock = clock
        self._new_event_id = new_event_id
        self._staff = staff
        self._clock_offset_ms = clock_offset_ms
        self.session = session or Session(NOBODY)

    def now(self) -> datetime:
        return to_millis(self._clock.now())

    def latest(self, now: datetime) -> datetime:
        """For lock-outs and windows: setting the clock back stretches none."""
        return max(now, self.store.facts.latest())

    def latest_corrected(self, now: datetime) -> datetime:
        """The same by central's clock, as far as it is known: what times of a state are compared with."""
        return self.latest(now) + timedelta(milliseconds=self._clock_offset_ms())

    def staff(self) -> Staff:
        return self._staff()

    def monotonic_ms(self) -> int:
        return self._clock.monotonic_ms()

    def policy(self) -> Policy:
        return self.here.policy()

    def may(self, act: Act) -> bool:
        """Whether whoever acts may do it, by the roles they have."""
        return may(act, self._staff().roles, self.policy())

    def require(self, operation: str, act: Act) -> None:
        """Raises NotAllowed unless the person who acts may do it."""
        if not self.may(act):
            raise NotAllowed(operation, _WAY_OUT[ROLES[act]] if self._staff().roles else "Sign in first")

    def new_id(self) -> str:
        """128 random bits, 32 hex digits."""
        return self._new_event_id()

    def append(
        self,
        kind: EventKind,
        reservation_id: str,
        payload: Mapping[str, object],
        now: datetime,
        *,
        by: str | None = None,
    ) -> Event:
        """`by`: somebody else than who acts, whose staff id it is; empty: nobody."""
        return self.store.ledger.append(
            Draft(
                event_id=self._new_event_id(),
                terminal_id=self.terminal.terminal_id,
                occurred_at=now,
                monotonic_ms=self._clock.monotonic_ms(),
                clock_offset_ms=self._clock_offset_ms(),
                staff_id=self._staff().staff_id if by is None else by,
                reservation_id=reservation_id,
                kind=kind,
                payload=payload,
            )
        )

    def let_go(self, reservation_id: str, serials: Collection[str], now: datetime) -> None:
        """These units are free again: whatever was done on them for this reservation is taken back, and so are the calls to
        them. Belongs to the caller's transaction."""
        kinds = (EventKind.STEP_COMPLETED, EventKind.PREPARATION_COMPLETED)
        counts = self.store.ledger.state(reservation_id).serial in serials
        for event in effective(self.store.ledger.events_of(reservation_id)):
            done = event.kind in kinds and (event.payload.get("serial") in serials or (counts and _is_unnamed(event)))
            if done or (counts and event.kind is EventKind.CALLED):
                self.append(EventKind.UNDONE, reservation_id, {"event_id": event.event_id}, now)

    def call_number(self, reservation_ids: Iterable[str]) -> str:
        """Of the first of these whose customer is here; empty when none is."""
        states = (self.store.ledger.state(one) for one in reservation_ids)
        return next((state.arrivals[0].call_number for state in states if state.arrivals), "")

    def entry(self, operation: str, reservation_id: str) -> Entry:
        """As it stands now, this transaction's events included. Raises Refused when the roster does not hold it."""
        visits = self.store.attendance.of([reservation_id])
        if not visits:
            raise Refused(operation, "This booking has not come to this terminal yet: wait until it is in sync")
        reservation, state = visits[0]
        return Entry(
            reservation=reservation,
            state=state,
            product=self.store.roster.product(reservation.sku),
            recipe=recipe_for(reservation.sku, self.store.roster.recipes()),
        )


def _is_unnamed(event: Event) -> bool:
    """Done before the box was scanned."""
    return not event.payload.get("serial")


def line_of(operation: str, text: str, longest: int, hint: str) -> str:
    """What somebody has typed, as one line. Raises Refused when it is empty or too long."""
    told = " ".join(text.split())
    if not told or len(told) > longest:
        raise Refused(operation, hint)
    return told


def reason_of(operation: str, reason: str) -> str:
    """A reason as it is kept: one line. Raises Refused when there is none, or too much of it."""
    return line_of(operation, reason, MAX_REASON, f"Give a reason of at most {MAX_REASON} characters")

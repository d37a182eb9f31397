"""Whatever terminals do in whatever partition, no slot ever has more customers than it takes.

The real central on its file, terminals with the real store and desk; the oracle counts heads in everything that anybody has
written, told or not, and knows nothing of allotments.
"""

import shutil
import tempfile
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from central import facts
from kiosk.domain.event import Event
from kiosk.domain.reservation import BookingStatus, Slot
from kiosk.domain.state import BOOKED, fold
from tests.places.shop import LATER, MORNING, NOON, STORE, Shop

TERMINALS, LATE = 3, 6
EACH = 2
"""Places of each slot that a terminal is to hold, if there are any."""
terminals = st.integers(0, TERMINALS - 1)
customers = st.integers(0, LATE - 1)
slots = st.integers(0, 1)


class Places(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-places-"))
        self.shop = Shop(self.folder, TERMINALS, LATE)
        self.capacities: tuple[int, ...] = ()
        self.rows: dict[str, tuple[Slot, BookingStatus]] = {}
        self.backed_up: dict[str, tuple[Slot, BookingStatus]] | None = None
        self.wrote = 0

    def teardown(self) -> None:
        try:
            if self.capacities:
                self.heal()
        finally:
            self.shop.close()
            shutil.rmtree(self.folder)

    @initialize(first=st.integers(0, 5), second=st.integers(1, 3), heard=st.booleans())
    def open_the_doors(self, first: int, second: int, heard: bool) -> None:
        self.capacities = (first, second)
        self.shop.offer(*self.capacities)
        self.rows = dict.fromkeys(self.shop.late, (MORNING, BookingStatus.BOOKED))
        if heard:
            self.shop.exchange()

    # --- the line -------------------------------------------------------------------------------------------------------

    @rule(at=terminals, most=st.integers(1, 3), batches=st.integers(0, 2))
    def push_some(self, at: int, most: int, batches: int) -> None:
        self.shop.terminals[at].push(most, batches)

    @rule(at=terminals)
    def push(self, at: int) -> None:
        self.shop.terminals[at].push()

    @rule(at=terminals)
    def pull(self, at: int) -> None:
        self.shop.terminals[at].pull()

    @rule(at=terminals, minutes=st.integers(-50, 50))
    def set_clock(self, at: int, minutes: int) -> None:
        self.shop.terminals[at].clock.at = NOON + timedelta(minutes=minutes)

    @rule(at=terminals)
    def lose_the_file(self, at: int) -> None:
        self.shop.terminals[at].lose_the_file()

    # --- the staff ------------------------------------------------------------------------------------------------------

    @rule(at=terminals, customer=customers, slot=slots)
    def move(self, at: int, customer: int, slot: int) -> None:
        self._act(lambda: self.shop.terminals[at].move(self.shop.late[customer], LATER[slot]))

    @rule(at=terminals)
    def undo(self, at: int) -> None:
        self._act(self.shop.terminals[at].undo)

    @rule(at=terminals, customer=customers)
    def cancel(self, at: int, customer: int) -> None:
        self._act(lambda: self.shop.terminals[at].cancel(self.shop.late[customer]))

    @rule(at=terminals, customer=customers, slot=slots)
    def rebook(self, at: int, customer: int, slot: int) -> None:
        self._act(lambda: self.shop.terminals[at].rebook(self.shop.late[customer], LATER[slot]))

    def _act(self, act: object) -> None:
        assert callable(act)
        self.wrote += not act()

    # --- central --------------------------------------------------------------------------------------------------------

    @rule(number=st.integers(0, 2), slot=slots, cancelled=st.booleans())
    def retailer_books(self, number: int, slot: int, cancelled: bool) -> None:
        """Only where there is room: a retailer who books more than a slot takes does it knowingly."""
        found = self.shop.standing().slots[slot]
        if cancelled or (found.left or 0) > 0:
            status = BookingStatus.CANCELLED if cancelled else BookingStatus.BOOKED
            booked = self.shop.book(f"N{number}", LATER[slot], status=status)
            self.rows[booked] = (LATER[slot], status)

    @rule()
    def back_up(self) -> None:
        self.shop.back_up()
        self.backed_up = dict(self.rows)

    @precondition(lambda self: self.backed_up is not None)
    @rule()
    def restore(self) -> None:
        self.shop.restore()
        self.rows = dict(self.backed_up or {})

    @precondition(lambda self: not self.shop.standing().granting)
    @rule()
    def resume(self) -> None:
        """When every terminal has been in sync since, and not before."""
        self.shop.exchange()
        self.shop.resume()

    # --- the oracle -----------------------------------------------------------------------------------------------------

    @invariant()
    def no_slot_has_more_than_it_takes(self) -> None:
        seated = self.seated(self.everything())
        for slot, capacity in zip(LATER, self.capacities, strict=False):
            assert seated[slot] <= capacity, f"{seated[slot]} in a slot for {capacity}"

    def everything(self) -> list[Event]:
        """All that anybody has written down, whoever else knows of it."""
        with self.shop.database.read() as connection:
            found = {event.event_id: event for event in facts.of_store(connection, STORE)}
        for terminal in self.shop.terminals:
            found |= {event.event_id: event for event in terminal.store.day_rows.events()}
        return list(found.values())

    def seated(self, events: list[Event]) -> Counter[Slot]:
        histories: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            histories[event.reservation_id].append(event)
        heads: Counter[Slot] = Counter()
        for one, (slot, status) in self.rows.items():
            state = fold(histories[one]) if one in histories else BOOKED
            out = state.cancelled or (status is BookingStatus.CANCELLED and state.rebooked_at is None)
            heads[state.slot or slot] += not out
        return heads

    def heal(self) -> None:
        """Everybody hears of everything: central counts the same heads, and hands out what is left."""
        for terminal in self.shop.terminals:
            terminal.clock.at = NOON
        self.shop.exchange(3)
        self.shop.resume()
        self.shop.exchange(3)
        seated, standing = self.seated(self.everything()), self.shop.standing()
        assert standing.granting
        for found, slot in zip(standing.slots, LATER, strict=False):
            assert found.booked == seated[slot]
            held = [one for one in standing.held if one.slot == found.key]
            lives = {one.store.incarnation: one.papers.terminal_id for one in self.shop.terminals}
            mine = {one.incarnation: one.left for one in held if one.incarnation in lives}
            assert found.left == 0 or all(mine.get(life) == EACH for life in lives), (found, mine)


Places.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestPlaces = Places.TestCase

"""The same world under Hypothesis: it shrinks what it finds, and an oracle of plain Python says what screens must show.

The oracle knows nothing of folds, chains or feeds: sets of acts, as the terminals' disks took them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from kiosk.domain.event import EventKind
from sync.signals import Channel
from tests.simulation import invariants
from tests.simulation.batch import folder, quiet
from tests.simulation.day import CUSTOMERS, reservation_id
from tests.simulation.network import BAD, Fate
from tests.simulation.terminal import Terminal
from tests.simulation.world import World

CUSTOMER = st.integers(1, CUSTOMERS)
WHO = st.integers(0, 3)
COMMIT = st.integers(1, 4)
CHANNEL = st.sampled_from(list(Channel))
KIND = st.sampled_from(
    [EventKind.HANDED_OVER, EventKind.CANCELLED, EventKind.PREPARATION_CLAIMED, EventKind.PAYMENT_SETTLED]
)
JUMP = st.sampled_from([timedelta(days=-1), timedelta(minutes=-9), timedelta(hours=2), timedelta(days=365)])


class Oracle:
    """What every terminal must show of a reservation in the end."""

    def __init__(self, world: World) -> None:
        events = world.committed.values()
        undone = {event.payload["event_id"] for event in events if event.kind is EventKind.UNDONE}
        self._acts = [event for event in events if event.event_id not in undone]

    def of(self, kind: EventKind, reservation: str) -> set[str]:
        return {one.event_id for one in self._acts if one.kind is kind and one.reservation_id == reservation}


class SimulatedStore(RuleBasedStateMachine):
    @initialize(terminals=st.integers(1, 3))
    def open(self, terminals: int) -> None:
        with quiet():
            self.world = World("machine", folder(), terminals)

    def _one(self, who: int) -> Terminal:
        return self.world.terminals[who % len(self.world.terminals)]

    @contextmanager
    def _running(self, who: int) -> Iterator[Terminal | None]:
        terminal = self._one(who)
        with quiet():
            yield terminal if terminal.up else None

    @rule(who=WHO, customer=CUSTOMER)
    def check_in(self, who: int, customer: int) -> None:
        with self._running(who) as terminal:
            if terminal:
                self.world.check_in(terminal, customer)

    @rule(who=WHO, customer=CUSTOMER, kind=KIND)
    def record(self, who: int, customer: int, kind: EventKind) -> None:
        with self._running(who) as terminal:
            if terminal:
                self.world.record(terminal, kind, customer)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        with self._running(who) as terminal:
            if terminal:
                self.world.undo(terminal)

    @rule(who=WHO, channel=CHANNEL, count=st.integers(1, 8))
    def turns(self, who: int, channel: Channel, count: int) -> None:
        for _ in range(count):
            with self._running(who) as terminal:
                if terminal:
                    self.world.turn(terminal, channel, Fate.GOOD)

    @rule(who=WHO, channel=CHANNEL, fate=st.sampled_from(BAD))
    def bad_turn(self, who: int, channel: Channel, fate: Fate) -> None:
        with self._running(who) as terminal:
            if terminal:
                self.world.turn(terminal, channel, fate)

    @rule(who=WHO)
    def restart(self, who: int) -> None:
        terminal = self._one(who)
        with quiet():
            if terminal.up:
                terminal.quit()
            terminal.boot()

    @rule(who=WHO)
    def power_cut(self, who: int) -> None:
        with self._running(who) as terminal:
            if terminal:
                terminal.power_cut()

    @rule(who=WHO, commit=COMMIT, before=st.booleans(), central=st.booleans())
    def power_cut_at_a_commit(self, who: int, commit: int, before: bool, central: bool) -> None:
        disk = self.world.centre.disk if central else self._one(who).disk
        disk.crash_in, disk.crash_before = commit, before

    @rule(who=WHO, commit=COMMIT, times=st.integers(1, 3), central=st.booleans())
    def disk_full(self, who: int, commit: int, times: int, central: bool) -> None:
        disk = self.world.centre.disk if central else self._one(who).disk
        disk.full_in, disk.full_for = commit, times

    @rule(who=WHO, by=JUMP)
    def clock_jumps(self, who: int, by: timedelta) -> None:
        self.world.set_clock(self._one(who), by)

    @rule(cut_off=st.sets(WHO))
    def partition(self, cut_off: set[int]) -> None:
        self.world.cut_off = {self._one(who).name for who in cut_off}

    @rule()
    def late_request(self) -> None:
        with quiet():
            self.world.network.deliver_late(self.world.time.ms)

    @rule(customer=CUSTOMER, gone=st.booleans())
    def book(self, customer: int, gone: bool) -> None:
        with quiet():
            self.world.book(customer, gone)

    @rule()
    def back_up(self) -> None:
        self.world.back_up()

    @rule()
    def restore(self) -> None:
        with quiet():
            self.world.restore()

    @rule()
    def central_starts(self) -> None:
        with quiet():
            self.world.centre_boots()

    @precondition(lambda self: len(self.world.terminals) < 4)
    @rule(who=WHO)
    def clone(self, who: int) -> None:
        with quiet():
            self.world.clone(self._one(who))

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            with quiet():
                self.world.heal()
                invariants.check(self.world)
            self._compare(Oracle(self.world))
        finally:
            self.world.close()

    def _compare(self, oracle: Oracle) -> None:
        for terminal in self.world.terminals:
            for customer in range(1, CUSTOMERS + 1):
                found = reservation_id(customer)
                state = terminal.store.ledger.state(found)
                arrivals = {one.event_id for one in state.arrivals}
                handed = {one.event_id for one in state.hand_overs}
                assert arrivals == oracle.of(EventKind.ARRIVED, found), f"{terminal.name} shows other arrivals"
                assert handed == oracle.of(EventKind.HANDED_OVER, found), f"{terminal.name} shows other hand-overs"
                assert bool(state.cancellations) == bool(oracle.of(EventKind.CANCELLED, found))
                paid = bool(oracle.of(EventKind.PAYMENT_SETTLED, found))
                assert (state.payment is not None) == paid, f"{terminal.name} shows another payment"


SimulatedStore.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestSimulatedStore = SimulatedStore.TestCase

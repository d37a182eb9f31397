"""The engine against everything the way to central can do to it, with central in memory as the oracle."""

from copy import deepcopy

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sync.signals import Channel
from tests.sync.world import Central, Luck, World

LUCK = st.sampled_from([*[Luck.GOOD] * 8, *Luck])


class SyncMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.backup: Central | None = None
        self.booked = 0

    @rule(count=st.integers(1, 9))
    def commit(self, count: int) -> None:
        self.world.commit(count)

    @rule(plan=st.lists(st.tuples(st.sampled_from(Channel), LUCK), min_size=1, max_size=15))
    def go_on(self, plan: list[tuple[Channel, Luck]]) -> None:
        for channel, luck in plan:
            self.world.turn(channel, luck)

    @rule(channel=st.sampled_from(Channel), luck=st.sampled_from(Luck), count=st.integers(2, 12))
    def outage(self, channel: Channel, luck: Luck, count: int) -> None:
        for _ in range(count):
            self.world.turn(channel, luck)

    @rule()
    def calm(self) -> None:
        for _ in range(12):
            for channel in Channel:
                self.world.turn(channel)

    @rule(gone=st.booleans())
    def book(self, gone: bool) -> None:
        central = self.world.central
        if gone and self.booked:
            central.book(f"booking-{self.booked}", None)
        else:
            self.booked += 1
            central.book(f"booking-{self.booked}", {"number": self.booked})

    @rule(at=st.integers(0, 30))
    def central_cannot_read_one_event(self, at: int) -> None:
        self.world.central.unreadable = {f"life-1-{at}"}

    @rule()
    def central_mends(self) -> None:
        self.world.central.unreadable = set()

    @rule()
    def back_up(self) -> None:
        self.backup = deepcopy(self.world.central)

    @precondition(lambda self: self.backup is not None)
    @rule(restart=st.booleans())
    def restore(self, restart: bool) -> None:
        assert self.backup is not None
        self.world.central = self.world.central.restored(self.backup)
        if restart:
            self.world.start()

    @rule()
    def restart(self) -> None:
        self.world.start()

    @invariant()
    def nothing_twice_and_in_order(self) -> None:
        made = [one.event_id for one in self.world.terminal.ledger]
        arrived = [one["event_id"] for one in self.world.central.held.get("life-1", [])]
        assert arrived == made[: len(arrived)]

    @invariant()
    def nothing_is_acknowledged_that_was_never_held(self) -> None:
        assert self.world.terminal.acknowledged <= max([0, *(answer.last_seq for answer in self.world.said)])

    def teardown(self) -> None:
        self.world.heal()
        self.world.check()


SyncMachine.TestCase.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
TestSyncMachine = SyncMachine.TestCase

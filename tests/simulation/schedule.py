"""One seed -> one schedule: which faults there are at all, and then what happens, one thing after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from kiosk.domain.event import EventKind
from sync.signals import Channel
from tests.simulation import invariants
from tests.simulation.day import CUSTOMERS
from tests.simulation.hub import HubBox
from tests.simulation.network import BAD, Fate
from tests.simulation.story import Story, Violated
from tests.simulation.terminal import Terminal
from tests.simulation.world import World

LONG_WAY = 50
"""Every so many schedules all requests go through the whole ASGI application."""
FAULTS = ("network", "partition", "crash", "centre crash", "restore", "clone", "revoke", "full", "clock", "late")
HUB_SHARE = 1 / 8
"""Of the schedules, so many have a hub."""
HUB_FAULTS = ("severed", "hub crash", "hub disk", "hub lost")
KINDS = (
    EventKind.HANDED_OVER,
    EventKind.HANDED_OVER,
    EventKind.HANDED_OVER,
    EventKind.PREPARATION_CLAIMED,
    EventKind.CANCELLED,
    EventKind.PAYMENT_SETTLED,
    EventKind.STEP_COMPLETED,
)
JUMPS = (timedelta(days=-1), timedelta(minutes=-7), timedelta(minutes=20), timedelta(hours=3), timedelta(days=365))


@dataclass(frozen=True)
class Played:
    seed: int
    story: Story
    violation: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a hunt is for: only these kinds of fault, and these fates on the network."""

    faults: frozenset[str]
    fates: tuple[Fate, ...] = ()
    hub: bool = False
    hub_faults: tuple[str, ...] = ()


def play(seed: int, folder: Path, wanted: Wanted | None = None) -> Played:
    """Never raises for a violation; `Played` tells it."""
    schedule = Schedule(seed, folder, wanted)
    try:
        schedule.run()
    except Violated as violated:
        return Played(seed, schedule.world.story, str(violated))
    finally:
        schedule.world.close()
    return Played(seed, schedule.world.story)


class Schedule:
    def __init__(self, seed: int, folder: Path, wanted: Wanted | None = None) -> None:
        self.chance = Random(f"{seed} schedule")
        count = self.chance.choices((1, 2, 3, 4), (1, 6, 3, 1))[0]
        # A few kinds of fault at a time, and each alone as well: all at once hide each other.
        self.faults = {fault for fault in FAULTS if self.chance.random() < 0.35}
        if "revoke" in self.faults:
            # What a terminal that is turned away had told a central that is then lost, nobody can tell again.
            self.faults -= {"restore"}
        self.fates = [fate for fate in BAD if self.chance.random() < 0.4]
        if self.chance.random() < 0.4 or not self.fates:
            self.fates = [self.chance.choice(BAD)]
        if wanted is not None:
            self.faults, self.fates = set(wanted.faults), list(wanted.fates or self.fates)
        self.badness = self.chance.choice((0.1, 0.3, 0.6)) if "network" in self.faults else 0.0
        self.length = self.chance.randint(10, 30)
        # A source of its own: schedules without a hub are what they were before there was one.
        self.hub_chance = Random(f"{seed} hub")
        has_hub = self.hub_chance.random() < HUB_SHARE if wanted is None else wanted.hub
        self.hub_faults = {fault for fault in HUB_FAULTS if has_hub and self.hub_chance.random() < 0.4}
        if has_hub:
            self.length += self.hub_chance.randint(8, 20)  # what goes two ways needs more time
        if wanted is not None:
            self.hub_faults = set(wanted.hub_faults)
        if "revoke" in self.faults:
            self.hub_faults -= {"hub lost"}  # as with a central that is lost
        long_way = seed % LONG_WAY == 0 and not has_hub
        self.world = World(seed, folder, count, long_way=long_way, hub=has_hub)

    def run(self) -> None:
        if self.world.hub is not None and self.hub_chance.random() < 0.8:
            self._hub_settles(self.world.hub)
        actions = self._actions()
        weights = [weight for weight, _ in actions]
        for _ in range(self.length):
            self.chance.choices(actions, weights)[0][1]()
        invariants.check_receipts(self.world)
        self.world.heal()
        invariants.check(self.world)

    def _actions(self) -> list[tuple[int, Callable[[], None]]]:
        actions: list[tuple[int, Callable[[], None]]] = [
            (8, self._act),
            (16, self._turns),
            (1, self._book),
            (1, self._restart),
        ]
        if self.faults & {"crash", "full"}:
            actions.append((2, self._trouble_a_disk))
        for fault, weight, action in (
            ("partition", 2, self._partition),
            ("crash", 1, self._crash),
            ("centre crash", 2, self._crash_centre),
            ("restore", 2, self._restore),
            ("clone", 1, self._clone),
            ("revoke", 1, self._revoke),
            ("clock", 1, self._jump),
            ("late", 2, self._late),
        ):
            if fault in self.faults:
                actions.append((weight, action))
        return actions + self._hub_actions()

    def _hub_actions(self) -> list[tuple[int, Callable[[], None]]]:
        hub = self.world.hub
        if hub is None:
            return []
        actions: list[tuple[int, Callable[[], None]]] = [(12, self._hub_turns), (3, self._hub_calls)]
        for fault, weight, action in (
            ("severed", 3, self._sever),
            ("hub crash", 2, self._crash_hub),
            ("hub disk", 2, self._trouble_the_hubs_disk),
            ("hub lost", 1, self._lose_the_hubs_disk),
        ):
            if fault in self.hub_faults:
                actions.append((weight, action))
        return actions

    # --- the hub --------------------------------------------------------------------------------------------------------

    def _hub_settles(self, hub: HubBox) -> None:
        """As a store opens: the hub has its copy, central has published it, and the terminals have heard of it."""
        hub.call_in(Fate.GOOD)
        for _ in range(10):
            hub.turn(Channel.PULL, Fate.GOOD)
        for terminal in self.world.terminals:
            for channel, turns in ((Channel.PULL, 14), (Channel.PUSH, 8)):
                for _ in range(turns):
                    terminal.turn(channel, Fate.GOOD)

    def _hub_turns(self) -> None:
        hub = self.world.hub
        assert hub is not None
        channel = self.hub_chance.choice((Channel.PULL, Channel.PUSH, Channel.PUSH))
        for _ in range(self.hub_chance.choice((2, 4, 8))):
            if not hub.up:
                return
            bad = self.hub_chance.random() < self.badness
            hub.turn(channel, self.hub_chance.choice(self.fates) if bad else Fate.GOOD)

    def _hub_calls(self) -> None:
        hub = self.world.hub
        assert hub is not None
        if hub.up:
            bad = self.hub_chance.random() < self.badness
            hub.call_in(self.hub_chance.choice(self.fates) if bad else Fate.GOOD)
        elif self.hub_chance.random() < 0.5:
            hub.boot()

    def _sever(self) -> None:
        """The internet is cut, or the store's own network, or any of their lines."""
        names = [terminal.name for terminal in self.world.terminals]
        match self.hub_chance.choice(("nobody", "internet", "store", "any")):
            case "internet":
                pairs = {(name, "central") for name in (*names, "hub")}
            case "store":
                pairs = {(name, "hub") for name in names}
            case "any":
                lines = [("hub", "central"), *((name, node) for name in names for node in ("hub", "central"))]
                pairs = {line for line in lines if self.hub_chance.random() < 0.4}
            case _:
                pairs = set[tuple[str, str]]()
        self.world.cut_off_from(pairs)

    def _crash_hub(self) -> None:
        hub = self.world.hub
        assert hub is not None
        if hub.up:
            hub.power_cut()
        if self.hub_chance.random() < 0.6:
            hub.boot()

    def _trouble_the_hubs_disk(self) -> None:
        hub = self.world.hub
        assert hub is not None
        disk, at = hub.server.disk, self.hub_chance.randint(1, 4)
        if self.hub_chance.random() < 0.7:
            disk.crash_in, disk.crash_before = at, self.hub_chance.random() < 0.5
        else:
            disk.full_in, disk.full_for = at, self.hub_chance.randint(1, 3)

    def _lose_the_hubs_disk(self) -> None:
        hub = self.world.hub
        assert hub is not None
        hub.lose_disk()
        hub.server.disk.calm()
        hub.boot()

    # --- what happens -------------------------------------------------------------------------------------------------

    def _somebody(self) -> Terminal | None:
        running = [terminal for terminal in self.world.terminals if terminal.up]
        return self.chance.choice(running) if running else None

    def _act(self) -> None:
        terminal = self._somebody()
        if terminal is None:
            return
        customer, world = self.chance.randint(1, CUSTOMERS), self.world
        match self.chance.choices(range(5), (6, 4, 1, 1, 1))[0]:
            case 0:
                world.check_in(terminal, customer)
            case 1:
                world.record(terminal, self.chance.choice(KINDS), customer)
            case 2:
                world.undo(terminal)
            case 3:
                world.override(terminal, customer)
            case _:
                world.check_in_unsynced(terminal)

    def _turns(self) -> None:
        terminal = self._somebody()
        if terminal is None:
            return
        channel = self.chance.choice((Channel.PULL, Channel.PUSH))
        for _ in range(self.chance.choice((1, 2, 4, 8))):
            bad = self.chance.random() < self.badness
            self.world.turn(terminal, channel, self.chance.choice(self.fates) if bad else Fate.GOOD)
            if not terminal.up:
                return

    def _book(self) -> None:
        self.world.book(self.chance.randint(1, CUSTOMERS + 1), gone=self.chance.random() < 0.3)

    def _restart(self) -> None:
        """Somebody ends and starts a terminal, or what lost its power gets it back."""
        terminal = self.chance.choice(self.world.terminals)
        if terminal.up:
            terminal.quit()
        terminal.boot()
        self.world.centre_boots()

    def _trouble_a_disk(self) -> None:
        """The power goes at a commit to come, or the disk is full for some."""
        crash = "crash" in self.faults and ("full" not in self.faults or self.chance.random() < 0.5)
        centre = self.chance.random() < 0.3 and ("centre crash" in self.faults or not crash)
        terminal = self._somebody()
        if terminal is None:
            return
        disk = self.world.centre.disk if centre else terminal.disk
        at = self.chance.randint(1, 4)
        if crash:
            disk.crash_in, disk.crash_before = at, self.chance.random() < 0.5
        else:
            disk.full_in, disk.full_for = at, self.chance.randint(1, 3)

    def _crash(self) -> None:
        terminal = self._somebody()
        if terminal is not None:
            terminal.power_cut()
            if self.chance.random() < 0.7:
                terminal.boot()

    def _crash_centre(self) -> None:
        if self.world.centre.up:
            self.world.centre_power_cut()
        if self.chance.random() < 0.6:
            self.world.centre_boots()

    def _partition(self) -> None:
        if self.world.hub is not None:
            names = [terminal.name for terminal in self.world.terminals if self.chance.random() < 0.4]
            self.world.cut_off_from({(name, node) for name in names for node in ("hub", "central")})
            return
        self.world.cut_off = {terminal.name for terminal in self.world.terminals if self.chance.random() < 0.4}
        self.world.say("network", f"cut off: {', '.join(sorted(self.world.cut_off)) or 'nobody'}")

    def _restore(self) -> None:
        if self.chance.random() < 0.5:
            self.world.back_up()
        else:
            self.world.restore()

    def _clone(self) -> None:
        terminal = self.chance.choice(self.world.terminals)
        if len(self.world.terminals) < 5:
            self.world.clone(terminal)

    def _revoke(self) -> None:
        self.world.revoke(self.chance.choice(self.world.terminals))

    def _jump(self) -> None:
        self.world.set_clock(self.chance.choice(self.world.terminals), self.chance.choice(JUMPS))

    def _late(self) -> None:
        self.world.network.deliver_late(self.world.time.ms)

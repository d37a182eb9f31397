"""A store's terminals, central and what lies between, in one thread and from one seed. `heal`, then `invariants.check`."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from central.errors import CentralError
from kiosk.domain.event import Event, EventKind
from kiosk.domain.fork import same_act
from kiosk.domain.rows import row_body
from sync import engine
from sync.signals import Channel, Sleep
from tests.simulation.centre import Centre
from tests.simulation.day import HUB_URL, day, reservation, reservation_id
from tests.simulation.disk import Image, PowerCut, emptied
from tests.simulation.hub import HubBox
from tests.simulation.network import Fate, Network
from tests.simulation.story import Story, Violated
from tests.simulation.synced import Pending, Synced, Time
from tests.simulation.terminal import Terminal

ROUNDS = 12
"""After healing, everything must have come right within so many exchanges of each channel."""
HUB_ROUNDS = 30
"""With a hub: what a terminal tells goes up, and comes back down."""


class World:
    def __init__(
        self, seed: object, folder: Path, terminals: int, *, long_way: bool = False, hub: bool = False
    ) -> None:
        made = day()
        self.story = Story()
        self.time = Time()
        self.chance = Random(f"{seed} world")
        self.centre = Centre(folder / "central.db", made.central, self.time.now, Random(f"{seed} epochs"), long_way)
        self.network = Network(self.centre, self.story, Random(f"{seed} network"))
        self.committed: dict[str, Event] = {}
        """Everything a terminal's disk has ever held of its own, by id."""
        self.confirmed: dict[str, str] = {}
        """Everything a screen has confirmed: event id -> the terminal's name."""
        self.backups: list[Image] = [made.central]
        self.restored = 0
        self.cut_off: set[str] = set()
        """Names of terminals that reach nobody."""
        self.versions: dict[int, int] = {}
        self.terminals: list[Terminal] = []
        self._asked_since = 0
        self._files = emptied(folder / "terminals")
        self._seed = seed
        self.hub: HubBox | None = None
        if hub:
            chance = Random(f"{seed} hub's own")
            path = folder / "hub.db"
            self.hub = HubBox(path, made.hub, made.hub_disks, self.time, self.network, self.story, chance)
            self.network.nodes[HUB_URL] = self.hub
        for number in range(terminals):
            self._add("ABCD"[number], number, made.store)

    def _add(self, name: str, number: int, image: Image) -> Terminal:
        terminal = Terminal(
            name,
            day().papers[number],
            image,
            self._files,
            self.time,
            self.network,
            self.story,
            Random(f"{self._seed} {name}"),
            self._note_commit,
            self._note_screen,
        )
        self.terminals.append(terminal)
        return terminal

    def close(self) -> None:
        for terminal in self.terminals:
            terminal.abandon()
        if self.hub is not None:
            self.hub.close()

    def say(self, who: str, what: str) -> None:
        self.story.tell(self.time.ms, who, what)

    def _note_commit(self, terminal: Terminal, event: Event) -> None:
        known = self.committed.setdefault(event.event_id, event)
        if not same_act(known, event):
            raise Violated(f"{terminal.name} has two events {event.event_id}")

    def _note_screen(self, terminal: Terminal, event_id: str) -> None:
        self.confirmed[event_id] = terminal.name

    # --- terminals ------------------------------------------------------------------------------------------------------

    def check_in(self, terminal: Terminal, customer: int) -> None:
        found = reservation_id(customer)
        terminal.act(f"check in {customer}", lambda: terminal.desk.check_in_reservation(found))

    def check_in_unsynced(self, terminal: Terminal) -> None:
        """A booking that central has not published: its code is good all the same."""
        found, code = day().unsynced
        terminal.act("check in one not synced", lambda: terminal.desk.check_in((code,)))
        if terminal.up:
            terminal.act("admit it", lambda: terminal.desk.admit_unsynced(found))

    def override(self, terminal: Terminal, customer: int) -> None:
        found = reservation_id(customer)
        terminal.act(f"override {customer}", lambda: terminal.desk.override(found, "for the schedule"))

    def undo(self, terminal: Terminal) -> None:
        last = terminal.desk.last_admission()
        if last is not None:
            terminal.act("undo", lambda: terminal.desk.undo(last.event_id))

    def record(self, terminal: Terminal, kind: EventKind, customer: int) -> None:
        payload = {"serial": f"SN{customer}{terminal.name}"} if kind is EventKind.HANDED_OVER else {}
        terminal.act(f"{kind} {customer}", lambda: terminal.append(kind, reservation_id(customer), payload))

    def turn(self, terminal: Terminal, channel: Channel, fate: Fate) -> None:
        if self.hub is None and (terminal.name in self.cut_off or not self.centre.up):
            fate = Fate.LOST if fate is not Fate.NO_GATEWAY else fate
        terminal.turn(channel, fate)

    def cut_off_from(self, pairs: set[tuple[str, str]]) -> None:
        """Who does not reach whom from now on."""
        self.network.severed = pairs
        told = ", ".join(f"{one} from {other}" for one, other in sorted(pairs))
        self.say("network", f"cut off: {told or 'nobody'}")

    def clone(self, terminal: Terminal) -> Terminal:
        """Somebody copied the disk of this terminal, and both run."""
        alike = [one.name for one in self.terminals if one.papers is terminal.papers]
        name = alike[0] + "'" * len(alike)  # a copy of a copy must not get another copy's name, nor its files
        self.say(terminal.name, f"is copied: {name}")
        number = day().papers.index(terminal.papers)
        copy = self._add(name, number, terminal.files())
        copy.revoked = terminal.revoked
        return copy

    def set_clock(self, terminal: Terminal, by: timedelta) -> None:
        terminal.clock.off += by
        terminal.tell_story(f"its clock jumps by {by}")

    # --- central ----------------------------------------------------------------------------------------------------------

    def book(self, customer: int, gone: bool = False) -> None:
        """The retailer changes a booking, or takes it away."""
        version = self.versions[customer] = self.versions.get(customer, 0) + 1
        row = reservation(customer, version)
        what = f"booking {customer} {'is deleted' if gone else f'changes, version {version}'}"
        body = None if gone else row_body(row)
        self._write(what, lambda: self.centre.publish("reservation", row.reservation_id, body))

    def revoke(self, terminal: Terminal) -> None:
        """Central turns it away for ever."""
        if self._write(f"revokes {terminal.name}", lambda: self.centre.revoke(terminal.papers.terminal_id)):
            for one in self.terminals:
                one.revoked = one.revoked or one.papers is terminal.papers

    def _write(self, what: str, write: Callable[[], None]) -> bool:
        """Whether it is on central's disk."""
        if not self.centre.up:
            return False
        self.say("central", what)
        before = self.centre.disk.done
        try:
            write()
        except PowerCut:
            self.say("central", "the power goes at a commit")
            self.centre.up = False
        except CentralError as error:
            self.say("central", str(error))
        return self.centre.disk.done > before

    def back_up(self) -> None:
        if self.centre.up:
            self.say("central", f"is backed up at {self.centre.head()}")
            self.backups.append(self.centre.image())

    def restore(self) -> None:
        """Its disk is lost; what runs again is an older copy, under the same name."""
        self.centre.die()
        self.centre.disk.calm()
        self.centre.boot(self.chance.choice(self.backups))
        self.restored += 1
        self.say("central", f"is restored from a backup: head {self.centre.head()} of {self.centre.database.epoch}")

    def centre_power_cut(self) -> None:
        if self.centre.up:
            self.centre.up = False
            self.say("central", "loses its power")

    def centre_boots(self) -> None:
        if self.centre.up:
            return
        image = self.centre.die()
        try:
            self.centre.boot(image)
        except (PowerCut, CentralError) as error:
            self.centre.up = False
            self.say("central", f"cannot start: {error}")
        else:
            self.say("central", "starts")

    # --- the end ----------------------------------------------------------------------------------------------------------

    def heal(self) -> None:
        """No more bad luck: within `ROUNDS` exchanges of each channel everything must have come right by itself."""
        self.say("world", "heals")
        self.cut_off.clear()
        self.network.severed.clear()
        self.network.late.clear()
        self.centre.disk.calm()
        self.centre_boots()
        if self.hub is not None:
            self.hub.server.disk.calm()
            if not self.hub.up:
                self.hub.boot()
        for terminal in self.terminals:
            terminal.disk.calm()
            if not terminal.up:
                terminal.boot()
        if self.restored:
            # A restored central that nobody's cursor is beyond is found by asking, and that is done now and then.
            self.time.ms += engine.ASK_AGAIN_MS
            self._asked_since = self.time.ms
        self._come_to_rest()
        if self.restored or self.hub is not None:
            # A poll that is held has not heard of it yet, nor of a hub that has begun another epoch because it set a life aside.
            # When it runs out, whoever missed something sees that.
            for one in self._everyone():
                self._let_the_poll_run_out(one)
            self._come_to_rest()

    def _come_to_rest(self) -> None:
        for _ in range(ROUNDS if self.hub is None else HUB_ROUNDS):
            if self._all_at_rest():
                return
            self._round()
        if self._asked_since:
            # Whether central was asked is nobody's promise; what came of it is.
            self._asked_since = 0
            self._round()
        if not self._all_at_rest():
            late = "; ".join(self._told(terminal) for terminal in self.terminals if not self._at_rest(terminal))
            if self.hub is not None and not self._hub_at_rest(self.hub):
                late += f"; {self._told(self.hub)}, {self.hub.unsent()} not passed on"
            raise Violated(f"not whole again after {ROUNDS} rounds: {late}")

    def _everyone(self) -> tuple[Synced, ...]:
        return (*self.terminals, *([self.hub] if self.hub is not None else []))

    def _let_the_poll_run_out(self, one: Synced) -> None:
        if one.pending[Channel.PULL].parked:
            one.turn(Channel.PULL, Fate.GOOD)

    def _all_at_rest(self) -> bool:
        hub = self.hub is None or self._hub_at_rest(self.hub)
        return hub and all(self._at_rest(terminal) for terminal in self.terminals)

    def _hub_at_rest(self, hub: HubBox) -> bool:
        return self._at_head(hub) and hub.unsent() == 0 and self._asked(hub)

    def _round(self) -> None:
        if self.hub is not None:
            self.hub.call_in(Fate.GOOD)
        for one in self._everyone():
            for channel in (Channel.PUSH, Channel.PULL):
                self._one_exchange(one, channel)

    def _at_rest(self, terminal: Terminal) -> bool:
        return terminal.revoked or (self._at_head(terminal) and self._asked(terminal))

    def _at_head(self, one: Synced) -> bool:
        poll = one.pending[Channel.PULL]
        cursor = getattr(poll.command, "cursor", None)
        return one.at_rest() and cursor == one.line.node.head()

    def _asked(self, one: Synced) -> bool:
        return one.clock.started_ms + one.state.asked_ms >= self._asked_since

    def _one_exchange(self, terminal: Synced, channel: Channel) -> None:
        """Until central was asked once more, and the answer is saved."""
        before = terminal.exchanges[channel]
        for _ in range(60):
            pending = terminal.pending[channel]
            if self._waits(terminal, pending) or (terminal.exchanges[channel] > before and self._idle(pending)):
                return
            terminal.turn(channel, Fate.GOOD)
        raise Violated(f"{terminal.name}'s {channel} goes round in circles")

    def _waits(self, terminal: Synced, pending: Pending) -> bool:
        """At rest, or for news that have not come."""
        if pending.parked:
            rests = isinstance(terminal, Terminal) and terminal.revoked
            return rests or (self._at_head(terminal) and self._asked(terminal))
        return pending.command is None and pending.signal is None

    def _idle(self, pending: Pending) -> bool:
        """About to ask, or asleep."""
        network = type(pending.command).__name__ in ("FetchPage", "AskHeld", "SendBatch", "Probe")
        return pending.signal is None and (network or isinstance(pending.command, Sleep))

    def _told(self, terminal: Synced) -> str:
        state = terminal.state
        push, pull = state.push, state.pull
        return f"{terminal.name} push {push.phase} {push.trouble.detail} pull {pull.phase} {pull.trouble.detail}"

"""The store's hub as a process that can die: the real hub on a real file, its routes asked through the whole application.

It is a node of the network, as central is, and follows central by the real engine, as a terminal does. Nothing of it runs
on a thread: its door asks central when somebody knocks, or when the world lets it call in.
"""

from random import Random
from typing import Any

from central.relay.hub import Hub
from sync.wire import HubEnrolment
from tests.simulation.centre import Application, Centre
from tests.simulation.day import HUB_URL, URL
from tests.simulation.disk import Image, PowerCut
from tests.simulation.message import Reader, Reply, Request
from tests.simulation.network import Fate, Line, Network
from tests.simulation.story import Story
from tests.simulation.synced import Clock, Synced, Time

NOWHERE = ["http://127.0.0.1:9"]
"""The hub's own client is never asked: its questions go through the simulated line."""


class _Server(Centre):
    """The served half: routes, feed and intake over the hub's own file."""

    def __init__(self, path: Any, image: Image, clock: Clock, papers: HubEnrolment, epochs: Random) -> None:
        self._clock = clock
        self._papers = papers
        super().__init__(path, image, clock.now, epochs, long_way=True)

    def begin(self) -> None:
        self.hub = Hub(self.database, self._papers, [HUB_URL], self._clock, servers=NOWHERE)
        self.application = Application(self.hub.app)


class HubBox(Synced):
    def __init__(
        self,
        path: Any,
        papers: HubEnrolment,
        images: tuple[Image, ...],
        time: Time,
        network: Network,
        story: Story,
        chance: Random,
    ) -> None:
        """`images`: files that have never been used, one for each disk it may get."""
        super().__init__("hub", time, network, story, chance)
        self.papers = papers
        self.keys: list[str] = []
        """Of all the receipts it has ever signed."""
        self.lost = 0
        """Disks."""
        self._path = path
        self._images = images
        self._image = images[0]
        self._server: _Server | None = None
        self.boot()

    # --- its life -----------------------------------------------------------------------------------------------------

    def boot(self) -> None:
        self.clock.started_ms = self._time.ms
        try:
            if self._server is None:
                self._server = _Server(self._path, self._image, self.clock, self.papers, self._chance)
            else:
                self._server.boot(self._image)
        except PowerCut:
            self.tell_story("loses its power while it starts")
            self.lose_power()
            return
        hub = self._server.hub
        if hub.receipt_key not in self.keys:
            self.keys.append(hub.receipt_key)
        line = Line(self.name, self.papers.token, self._network, Reader(self.clock.now), self._story, (URL,))
        hub._door._ask_central = line.call_in

        async def knock() -> bool:
            line.ms = self._time.ms
            return hub._door._ask()

        hub._door.knock = knock
        self.begin_sync(hub.keeper, line, lambda issuer: "" if issuer else self.papers.receipt_key)
        hub.keeper.subscribe(self.wake)
        self.up = True
        self.tell_story("starts")
        self.start_channels()

    @property
    def server(self) -> _Server:
        assert self._server is not None
        return self._server

    def power_cut(self) -> None:
        self.tell_story("loses its power")
        self.lose_power()

    def lose_power(self) -> None:
        self.up = False
        if self._server is not None:
            self._image = self._server.die()

    def lose_disk(self) -> None:
        """Another machine, under the same enrolment, with nothing on its disk."""
        if self.up:
            self.lose_power()
        self.lost += 1
        self._image = self._images[self.lost]
        self.tell_story("loses its disk")

    def close(self) -> None:
        if self._server is not None:
            self._server.hub._client.close()

    # --- as a node ------------------------------------------------------------------------------------------------------

    def serve(self, request: Request) -> Reply:
        reply = self.server.serve(request)
        self.tell_woken()
        return reply

    def head(self) -> int:
        return self.server.head()

    def epoch(self) -> str:
        return self.server.epoch()

    # --- as a hub -------------------------------------------------------------------------------------------------------

    def call_in(self, fate: Fate) -> None:
        """The door's own call, now and then."""
        self._time.ms += 20
        self.line.fate, self.line.ms = fate, self._time.ms
        try:
            self.server.hub._door._ask()
        except PowerCut:
            self.power_cut()

    def unsent(self) -> int:
        """Events of terminals that central has not acknowledged."""
        return len(self.server.hub.keeper.unsent(1))

"""A hub beside a hall's central, on a thread of the test: its database stays, it can be shut and opened again."""

from pathlib import Path

from central.database import Database
from central.feed import head
from central.relay.hub import Hub
from central.relay.registry import enrol_hub
from central.serve import ServedInThread, listen
from sync.wire import HubEnrolment
from tests.sync.hall import NOW, STORE, Hall, wait_until


class HubHouse:
    def __init__(self, hall: Hall, name: str = "Back office", papers: HubEnrolment | None = None) -> None:
        self.hall = hall
        self.file: Path = hall.folder / f"{name}.db"
        self.papers = papers or self._enrol(name)
        self._port = 0
        self.hub: Hub | None = None
        self._database: Database | None = None
        self._server: ServedInThread | None = None

    def _enrol(self, name: str) -> HubEnrolment:
        with Database(self.hall.file) as database, database.write() as connection:
            return enrol_hub(connection, STORE, name, [self.hall.url], NOW)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> Hub:
        listener = listen("127.0.0.1", self._port)
        self._port = listener.getsockname()[1]
        self._database = Database(self.file)
        self.hub = Hub(self._database, self.papers, [self.url], call_every_s=0.5)
        self._server = ServedInThread(self._database, app=self.hub.app, listener=listener)
        self._server.__enter__()
        self.hub.start()
        return self.hub

    def shut(self) -> None:
        """The hub's machine is off."""
        if self.hub is not None:
            self.hub.stop()
            assert self.hub.join(10), "a thread of the hub did not end"
            self.hub = None
        if self._server is not None:
            self._server.stop()
            self._server = None
        if self._database is not None:
            self._database.close()
            self._database = None

    def wait_whole(self) -> None:
        hub = self.hub
        assert hub is not None
        wait_until(hub.ready, "the hub's copy is whole")
        wait_until(lambda: hub.status().online, "the hub is online")

    @property
    def database(self) -> Database:
        assert self._database is not None
        return self._database


def at_one(hall: Hall, house: HubHouse) -> bool:
    """Whether hub and central hold the same."""
    with Database(hall.file) as central, central.read() as there, house.database.read() as here:
        ours, theirs = head(here, STORE), head(there, STORE)
        return (ours.state_hash, ours.counts) == (theirs.state_hash, theirs.counts)

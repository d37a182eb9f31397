"""Central as a process that can die: the real application code on a real file, its answers as bytes.

Two doors lead to the same code. The short one calls what the routes call; the long one is the whole ASGI application,
slower and taken by every `LONG_WAY`th schedule.
"""

import asyncio
import functools
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import FastAPI
from sqlalchemy import select

from central.app import Central, create_app, utc_now
from central.database import Database
from central.envelope import ProblemError
from central.errors import CentralError
from central.feed import Change
from central.relay.registry import introduce, note_hub_contact, passes
from central.roster import publish
from central.tables import heads, terminals
from central.terminals import Caller
from kiosk.domain.clock import utc_text
from sync.wire import MAX_BATCH, PROTOCOL, EventBatch, Health, HubCall, Passes, Problem
from tests.simulation.day import STORE
from tests.simulation.disk import Disk, Image
from tests.simulation.inline import InlineExecutor
from tests.simulation.message import Reply, Request

METHODS = {"events": "POST", "hub": "PUT"}


class Centre:
    """One central. `serve` raises PowerCut when the power went while it worked."""

    name = "central"

    def __init__(self, path: Path, image: Image, now: Callable[[], datetime], epochs: Random, long_way: bool) -> None:
        self.disk = Disk(path)
        self.now = now
        self.long_way = long_way
        self._epochs = epochs
        self._head: tuple[int, int] | None = None
        self.up = True
        self.boot(image)

    # --- its life -----------------------------------------------------------------------------------------------------

    def boot(self, image: Image) -> None:
        """A new process finds these files."""
        self._head = None
        self.database = _database(self.disk.path, image)
        self.database._draw_epoch = self._draw_epoch
        self.database._engine.dialect.do_commit = self._commit
        self.begin()
        self.up = True

    def begin(self) -> None:
        """The application, over the database."""
        if self.long_way:
            self.application = _application(self.database)
            self.application.born(self.now)
        else:
            self.central = Central(self.database, self.now)

    def lose_power(self) -> None:
        self.up = False

    def epoch(self) -> str:
        return self.database.epoch

    def die(self) -> Image:
        """The power goes now, or went at the last commit."""
        image = self.disk.image or Image.of(self.disk.path)
        self.disk.image = None
        self.up = False
        return image

    def image(self) -> Image:
        return Image.of(self.disk.path)

    def _draw_epoch(self) -> str:
        return f"e{self._epochs.getrandbits(32):08x}"

    def _commit(self, dbapi_connection: Any) -> None:
        """A transaction that only read does not touch the disk."""
        changes = dbapi_connection.dbapi_connection.total_changes
        if changes == dbapi_connection.info.get("changes", 0):
            dbapi_connection.commit()
        else:
            dbapi_connection.info["changes"] = changes
            self.disk.commit(dbapi_connection.commit)

    # --- what people do there -------------------------------------------------------------------------------------------

    def publish(self, kind: str, key: str, body: dict[str, Any] | None) -> None:
        with self.database.write() as connection:
            publish(connection, STORE, [Change(kind, key, body)])

    def revoke(self, terminal_id: str) -> None:
        """Its token opens nothing any more."""
        with self.database.write() as connection:
            connection.execute(
                terminals.update().where(terminals.c.terminal_id == terminal_id).values(token_hash=b"revoked")
            )

    def head(self) -> int:
        """The store's seq, as committed."""
        if self._head is None or self._head[0] != self.disk.done:
            with self.database.read() as connection:
                seq = connection.execute(select(heads.c.seq).where(heads.c.store == STORE)).scalar_one()
            self._head = (self.disk.done, seq)
        return self._head[1]

    # --- its answers ------------------------------------------------------------------------------------------------

    def serve(self, request: Request) -> Reply:
        return self._through_the_application(request) if self.long_way else self._directly(request)

    def _directly(self, request: Request) -> Reply:
        try:
            if request.path == "health":
                return self._said(200, Health("ok", self.database.epoch, PROTOCOL))
            caller = self.central._admit(STORE, request.token, "")
            if caller is None:
                raise ProblemError(401, "unauthorized", "This terminal is not known here. Enrol it again.")
            if request.path == "feed":
                query: dict[str, Any] = dict(request.query)
                epoch, page = self.central.read_page(STORE, query["epoch"], query["cursor"], query["limit"])
                told = {
                    "epoch": epoch,
                    "cursor": page.cursor,
                    "rows": page.rows,
                    "head": page.head,
                    "after": page.after,
                }
                return self._said(200, told)
            if request.path == "hub":
                return self._said(200, self._call_in(caller, msgspec.json.decode(request.body, type=HubCall)))
            batch = msgspec.json.decode(request.body, type=EventBatch)
            if not self.central.may_send(caller, batch.terminal_id):
                raise ProblemError(403, "wrong_terminal", "A terminal may only send its own events.")
            if len(batch.events) > MAX_BATCH:
                raise ProblemError(413, "too_large", "Send fewer events at once.")
            answer = self.central.take_in(STORE, batch)
            receipt = asdict(answer.receipt) | {"at": utc_text(answer.receipt.at)}
            return self._said(200, asdict(answer) | {"receipt": receipt})
        except ProblemError as error:
            return self._said(error.status, error.problem)
        except CentralError as error:
            return self._said(503, Problem("internal", str(error)), ("Retry-After", "1"))

    def _call_in(self, hub: Caller, call: HubCall) -> Passes:
        """What the route does (`central/relay/route.py`)."""
        if not hub.hub:
            raise ProblemError(403, "wrong_terminal", "Only a hub may ask this.")
        with self.database.write() as connection:
            introduce(connection, hub, call)
            note_hub_contact(connection, hub.terminal_id, self.now())
            return Passes(passes(connection, STORE))

    def _said(self, status: int, body: object, *headers: tuple[str, str]) -> Reply:
        return Reply.of_central(status, msgspec.json.encode(body), utc_text(self.now()), *headers)

    def _through_the_application(self, request: Request) -> Reply:
        query = urlencode([(name, value) for name, value in request.query if name != "wait"])
        path = "/v1/health" if request.path == "health" else f"/v1/stores/{STORE}/{request.path}"
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
            "method": METHODS.get(request.path, "GET"),
            "path": path, "raw_path": path.encode(), "query_string": query.encode(),
            "headers": [
                (b"authorization", b"Bearer " + request.token.encode()), (b"content-type", b"application/json"),
            ],
            "client": ("terminal", 1), "server": ("central", 1),
        }  # fmt: skip
        return self.application.call(scope, request.body)


@functools.cache
def _opened(path: Path) -> Database:
    return Database(path, draw_epoch=lambda: "e0")


def _database(path: Path, image: Image) -> Database:
    """What a process sees that begins with these files: nothing but the files. One engine serves all, since compiling its
    statements anew for every life would cost more than the schedule."""
    if not path.exists():
        image.write(path)
    database = _opened(path)
    database.close()
    image.write(path)
    return database


class Application:
    """An ASGI application and the loop it runs on."""

    def __init__(self, app: FastAPI) -> None:
        self.loop = _loop()
        self.app = app
        self.central: Central = app.state.central
        self.central._threads = InlineExecutor()

    def call(self, scope: dict[str, Any], body: bytes) -> Reply:
        told: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            told.append(message)

        self.loop.run_until_complete(self.app(scope, receive, send))
        headers = tuple((name.decode(), value.decode()) for name, value in told[0]["headers"])
        return Reply(told[0]["status"], b"".join(one.get("body", b"") for one in told[1:]), headers)


class _OfCentral(Application):
    """Made once, when a schedule first takes the long way."""

    def __init__(self, database: Database) -> None:
        self.now: Callable[[], datetime] = utc_now
        super().__init__(create_app(database, clock=self._time))

    def _time(self) -> datetime:
        return self.now()

    def born(self, now: Callable[[], datetime]) -> None:
        """As a process begins: remembers nobody."""
        self.now = now
        self.central._contacts.clear()


@functools.cache
def _loop() -> asyncio.AbstractEventLoop:
    """One serves all: nobody waits on it between two requests."""
    return asyncio.new_event_loop()


@functools.cache
def _application(database: Database) -> _OfCentral:
    return _OfCentral(database)

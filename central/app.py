"""Central's HTTP interface: the feed, the events, health. Thin: rules are in `feed`, `intake` and `terminals`.

Handlers run on the event loop and wait there; only the short database work goes to a few threads, so hundreds of waiting
terminals occupy none. `docs/protocol.md` and `docs/openapi.json` change with the routes and `sync/wire.py`.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Depends, FastAPI, Header, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Connection, select
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from central import intake, terminals
from central.bell import Bell
from central.conflicts import conflicts
from central.database import Database, epoch_of
from central.enrolment import rotation
from central.enrolment.allowed import Route, hold
from central.enrolment.route import add_enrolment_routes
from central.enrolment.token_route import add_token_route
from central.envelope import MAX_BODY, Envelope, ProblemError, answer_errors_as_problems
from central.feed import Page, page, store_exists
from central.issuing.route import add_page_route
from central.keys import receipt_key
from central.mailing.queue import enqueue
from central.office.route import add_office_routes
from central.places import granting
from central.relay.aside import set_aside
from central.relay.registry import authenticate_hub, speaks_for
from central.relay.role import Relay
from central.relay.route import add_hub_route
from central.revocation.revoking import revocation_of, revocation_since
from central.tables import heads
from central.terminals import Caller
from kiosk.domain.clock import utc_text
from kiosk.domain.trust import signed_by
from sync.wire import (
    MAX_BATCH,
    MAX_PAGE,
    MAX_WAIT_S,
    PROTOCOL,
    REPORT_HEADER,
    ROTATION_HEADER,
    SIGNATURE_HEADER,
    BatchAnswer,
    EventBatch,
    FeedPage,
    Health,
    Problem,
    Withdrawn,
    batch_bytes,
)

DATABASE_THREADS = 8
MAX_STORE = 65535
"""What fits a code. A larger number would not fit a column either."""
_WITHDRAWN = "This terminal was withdrawn. Give it to a supervisor."
CONTACT_EVERY = timedelta(seconds=20)
"""How exact a terminal's "last contact" is: so often it costs a write, not at every request."""

logger = logging.getLogger(__name__)
T = TypeVar("T")


def utc_now() -> datetime:
    return datetime.now(UTC)


class Central:
    """One database, served: what the routes share."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime] = utc_now,
        relay: Relay | None = None,
        token_lasts: timedelta | None = rotation.TOKEN_LASTS,
    ) -> None:
        """`relay`: this is a hub, which answers for central inside of a store. `token_lasts`: then a terminal is given
        another token; None: only when somebody wants it."""
        self.token_lasts = token_lasts
        self.database = database
        self.clock = clock
        self.relay = relay
        self.bell = Bell(self._look)
        self.on_promise: Callable[[], None] = lambda: None
        """Called when a receipt is to be mailed, after the commit, on any thread."""
        with database.write() as connection:
            self._receipt_key: Ed25519PrivateKey = receipt_key(connection)
        self._threads = ThreadPoolExecutor(DATABASE_THREADS, "central-database")
        self._contacts: dict[tuple[str, bool], datetime] = {}

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """Blocking database work, on one of the few threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def close(self) -> None:
        self.bell.close()
        self._threads.shutdown()

    async def _look(self) -> tuple[str, Mapping[int, int]]:
        def look() -> tuple[str, Mapping[int, int]]:
            with self.database.read() as connection:
                return epoch_of(connection), dict(connection.execute(select(heads.c.store, heads.c.seq)).all())

        return await self.run(look)

    async def admit(self, store: int, token: str, report: str = "") -> Caller:
        """The caller, if it may talk about this store. `report`: what it says of itself. Raises ProblemError."""
        caller = await self.run(self._admit, store, token, report)
        if caller is None and self.relay is not None:
            if not await self.relay.knock():
                message = "This hub cannot ask central now who that is. Ask central."
                raise ProblemError(503, "not_ready", message)
            caller = await self.run(self._admit, store, token, report)
        if caller is None:
            raise ProblemError(401, "unauthorized", "This terminal is not known here. Enrol it again.")
        return caller

    def _admit(self, store: int, token: str, report: str) -> Caller | None:
        """None for a token that is not known here. Raises ProblemError."""
        with self.database.read() as connection:
            caller = terminals.authenticate(connection, token) or authenticate_hub(connection, token)
            if caller is None:
                if (revocation := revocation_of(connection, token)) is not None:
                    raise ProblemError(401, "revoked", _WITHDRAWN, revocation)
                return None
            if not 1 <= store <= MAX_STORE or not store_exists(connection, store):
                raise ProblemError(404, "unknown_store", f"There is no store {store} at this central.")
        if caller.store != store:
            message = f"This terminal belongs to store {caller.store}, not to {store}."
            raise ProblemError(403, "wrong_store", message)
        if self.relay is not None and not self.relay.ready():
            raise ProblemError(503, "not_ready", "This hub cannot answer for central now. Ask central.")
        now = self.clock()
        if caller.hub:
            return caller  # noted when it calls in
        if caller.by_next and self.relay is None:
            with self.database.write() as connection:
                rotation.settle(connection, caller.terminal_id, token, now)
        contact = (caller.terminal_id, bool(report))  # who says how it is, is heard, whatever it asked just before
        if now - self._contacts.get(contact, now - CONTACT_EVERY) >= CONTACT_EVERY:
            self._contacts[contact] = now
            with self.database.write() as connection:
                terminals.note_contact(connection, caller.terminal_id, now, report)
        return caller

    def hold_off_withdrawn(self, reader: Caller) -> None:
        """Raises ProblemError for a terminal that was withdrawn while it waited: it gets no page any more."""
        with self.database.read() as connection:
            revocation = revocation_since(connection, reader.terminal_id)
        if revocation is not None:
            raise ProblemError(401, "revoked", _WITHDRAWN, revocation)

    def may_send(self, sender: Caller, terminal_id: str) -> bool:
        """A terminal sends its own events, a hub those of its store's terminals."""
        if not sender.hub:
            return sender.terminal_id == terminal_id
        if not (terminal_id.isascii() and terminal_id.isprintable()):
            return False  # no id of ours, and not every text can be asked for
        with self.database.read() as connection:
            return speaks_for(connection, sender, terminal_id)

    def read_page(self, store: int, epoch: str, cursor: int, limit: int) -> tuple[str, Page]:
        """The page and the epoch it belongs to: another process may have drawn one since the last request."""
        with self.database.read() as connection:
            now = epoch_of(connection)
            cursor = cursor if epoch == now else 0
            found = page(connection, store, cursor, limit)
        if cursor <= found.cursor:
            return now, found
        # Someone has seen more than we hold, so this database is older than it was: terminals must begin anew.
        logger.warning("store %d: cursor %d is beyond the head %d: restored? New epoch.", store, cursor, found.cursor)
        self.database.new_epoch(instead_of=now)
        return self.read_page(store, "", 0, limit)

    def take_in(self, store: int, batch: EventBatch) -> BatchAnswer:
        now = self.clock()
        try:
            with self.database.write() as connection:
                aside = None if self.relay is None else set_aside(connection, store, batch)
                taken = aside or intake.take_in(connection, store, batch, now, conflicts)
                # A hub promises nothing: what it took in comes here, and is mailed from here.
                promised = enqueue(connection, store, taken.facts, now) if self.relay is None else 0
                seq = taken.seq if self.relay is not None else self._grant(connection, store, batch, taken, now)
                epoch = epoch_of(connection)
        except intake.UnreadableBatch as error:
            raise ProblemError(422, "bad_request", str(error)) from error
        self.bell.ring(epoch, store, seq)
        if promised:
            self.on_promise()
        issuer = "" if self.relay is None else self.relay.hub_id
        receipt = intake.signed_receipt(self._receipt_key, batch, taken, now, issuer)
        if self.relay is not None and taken.answers:
            self.relay.took()
        return BatchAnswer(epoch, taken.answers, taken.last_seq, receipt)

    @staticmethod
    def _grant(connection: Connection, store: int, batch: EventBatch, taken: intake.Intake, now: datetime) -> int:
        """Whoever was heard may get places to give away; a hub grants none, central does when this reaches it."""
        life = (batch.terminal_id, batch.incarnation)
        return granting.heard(connection, store, life, taken.last_seq, taken.facts, now) or taken.seq


def create_app(
    database: Database,
    *,
    clock: Callable[[], datetime] = utc_now,
    max_body: int = MAX_BODY,
    relay: Relay | None = None,
    token_lasts: timedelta | None = rotation.TOKEN_LASTS,
) -> FastAPI:
    """The application. `app.state.central` is its `Central`; whoever serves it closes that bell before waiting."""
    central = Central(database, clock, relay, token_lasts)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        central.bell.open()
        yield
        central.close()

    errors: dict[int | str, dict[str, Any]] = {
        401: {
            "model": Withdrawn,
            "description": "The token is not one of this central; or it was a withdrawn terminal's, and says so signed.",
        },
        403: {
            "model": Problem,
            "description": "The terminal belongs to another store, sends for another terminal, or has not signed the batch.",
        },
        404: {"model": Problem, "description": "There is no such store."},
        422: {"model": Problem, "description": "The request cannot be read; the message names the place."},
        503: {
            "model": Problem,
            "description": "The database is busy or cannot be used; `Retry-After` says when to try again.",
        },
    }
    app = FastAPI(
        title="Launch kiosk central",
        version=str(PROTOCOL),
        description="What a terminal talks to. The text that explains it is docs/protocol.md.",
        docs_url=None,  # those pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.central = central
    bearer = HTTPBearer(auto_error=False, description="The terminal's token from its enrolment.")

    async def caller(
        store: int,
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
        report: Annotated[str, Header(alias=REPORT_HEADER, description="What the terminal says of itself.")] = "",
    ) -> Caller:
        if credentials is None:
            raise ProblemError(401, "unauthorized", "Send the terminal's token as `Authorization: Bearer`.")
        return await central.admit(store, credentials.credentials, report)

    @app.get("/v1/health", response_model=Health)
    async def health() -> Response:  # pyright: ignore[reportUnusedFunction]  (registered by the decorator)
        """Is this central, and can it read its database?"""

        def probe() -> str:
            with central.database.read() as connection:
                connection.execute(select(heads.c.store).limit(1)).all()
                return epoch_of(connection)

        return _json(Health("ok", await central.run(probe), PROTOCOL))

    @app.get("/v1/stores/{store}/feed", response_model=FeedPage, responses=errors)
    async def read_feed(  # pyright: ignore[reportUnusedFunction]
        store: int,
        reader: Annotated[Caller, Depends(caller)],
        epoch: Annotated[str, Query(max_length=64, description="As the last page said; empty at first.")] = "",
        cursor: Annotated[int, Query(ge=0, le=2**53, description="As the last page said; 0 at first.")] = 0,
        limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 500,
        wait: Annotated[
            float, Query(ge=0, le=MAX_WAIT_S, description="Seconds to wait when there is nothing new.")
        ] = 0,
    ) -> Response:
        """The store's rows after `cursor`, in order of their last change; at the head, what a whole copy looks like."""
        hold(reader, Route.FEED)
        current, found = await central.run(central.read_page, store, epoch, cursor, limit)
        if not found.rows and wait and await central.bell.wait(current, store, found.cursor, wait):
            await central.run(central.hold_off_withdrawn, reader)
            current, found = await central.run(central.read_page, store, epoch, cursor, limit)
        relayed = None
        if central.relay is not None and found.head is not None:
            relayed = await central.run(central.relay.standing, reader.terminal_id)
        answer = _json(_PageOut(current, found.cursor, found.rows, found.head, found.after, relayed))
        if central.relay is None and rotation.due(reader, central.clock(), central.token_lasts):
            answer.headers[ROTATION_HEADER] = "due"
        return answer

    @app.post(
        "/v1/stores/{store}/events",
        response_model=BatchAnswer,
        responses={**errors, 413: {"model": Problem, "description": "Too many bytes, or more than 200 events."}},
    )
    async def send_events(  # pyright: ignore[reportUnusedFunction]
        store: int,
        batch: EventBatch,
        sender: Annotated[Caller, Depends(caller)],
        request: Request,
        signature: Annotated[str, Header(alias=SIGNATURE_HEADER, description="The device key's, over the body.")] = "",
    ) -> Response:
        """Up to 200 events of one terminal and incarnation in order of `seq`; one answer for each, and a receipt."""
        _hold_signed(sender, store, await request.body(), signature)
        hold(sender, Route.EVENTS, (wire.get("kind") for wire in batch.events))
        if batch.terminal_id != sender.terminal_id and not await central.run(
            central.may_send, sender, batch.terminal_id
        ):
            raise ProblemError(403, "wrong_terminal", "A terminal may only send its own events.")
        if len(batch.events) > MAX_BATCH:
            message = f"{len(batch.events)} events at once; send at most {MAX_BATCH}."
            raise ProblemError(413, "too_large", message)
        answer = await central.run(central.take_in, store, batch)
        return _json(_AnswerOut(answer.epoch, answer.answers, answer.last_seq, _receipt_out(answer)))

    if relay is None:
        add_hub_route(app, database, central.bell, clock, central.run, caller, errors)
        add_token_route(app, database, central.run, caller, errors)
        add_enrolment_routes(app, database, clock, central.run)
        add_office_routes(app, database, clock, central.run)
    add_page_route(app, database, clock, central.run)
    answer_errors_as_problems(app)
    # Level 3: a full page shrinks to a quarter in a few ms; more effort would hold up the loop for little.
    app.add_middleware(GZipMiddleware, minimum_size=4096, compresslevel=3)
    _wrap(app, clock, max_body)
    return app


def _hold_signed(sender: Caller, store: int, body: bytes, signature: str) -> None:
    """Raises ProblemError for a batch that the sender's device has not signed, where it was enrolled with a key."""
    if sender.device_key and not signed_by(sender.device_key, signature, batch_bytes(store, body)):
        message = "This is not signed by the device that the terminal was enrolled on. Enrol it again."
        raise ProblemError(403, "bad_signature", message)


def _wrap(app: FastAPI, clock: Callable[[], datetime], max_body: int) -> None:
    """Put the envelope around the finished stack, so that it also holds the 500 that Starlette makes at the very outside."""
    build = app.build_middleware_stack
    app.build_middleware_stack = lambda: Envelope(build(), clock, max_body)


class _PageOut(msgspec.Struct):
    """`FeedPage` with rows that are encoded already."""

    epoch: str
    cursor: int
    rows: list[msgspec.Raw]
    head: Any
    after: int
    relay: Any


class _AnswerOut(msgspec.Struct):
    """`BatchAnswer` with the receipt's time in the form that is signed."""

    epoch: str
    answers: Any
    last_seq: int
    receipt: dict[str, Any]


def _receipt_out(answer: BatchAnswer) -> dict[str, Any]:
    receipt = asdict(answer.receipt)
    return {**receipt, "at": utc_text(answer.receipt.at)}


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")

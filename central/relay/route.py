"""The route that only hubs may call. `docs/protocol.md`, "Hubs", changes with it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any

import msgspec
from fastapi import Depends, FastAPI
from starlette.responses import Response

from central.bell import Bell
from central.database import Database, epoch_of
from central.enrolment.allowed import Route, hold
from central.envelope import ProblemError
from central.relay.registry import introduce, note_hub_contact, passes
from central.terminals import Caller
from sync.wire import HubCall, Passes


def add_hub_route(
    app: FastAPI,
    database: Database,
    bell: Bell,
    clock: Callable[[], datetime],
    run: Callable[..., Awaitable[Passes]],
    caller: Callable[..., Awaitable[Caller]],
    errors: dict[int | str, dict[str, Any]],
) -> None:
    @app.put("/v1/stores/{store}/hub", response_model=Passes, responses=errors)
    async def call_in(  # pyright: ignore[reportUnusedFunction]  (registered by the decorator)
        store: int, call: HubCall, hub: Annotated[Caller, Depends(caller)]
    ) -> Response:
        """A hub says where it is found and with which key it signs; the answer names the terminals it may let in."""
        hold(hub, Route.HUB)

        def answer() -> Passes:
            try:
                with database.write() as connection:
                    seq = introduce(connection, hub, call)
                    note_hub_contact(connection, hub.terminal_id, clock())
                    epoch, terminals = epoch_of(connection), passes(connection, store)
            except ValueError as error:
                raise ProblemError(422, "bad_request", f"{error}.") from error
            bell.ring(epoch, store, seq)
            return Passes(terminals)

        return Response(msgspec.json.encode(await run(answer)), media_type="application/json")

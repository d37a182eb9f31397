"""The route by which a terminal fetches its next token. `docs/protocol.md`, "Tokens", changes with it."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import msgspec
from fastapi import Depends, FastAPI
from starlette.responses import Response

from central.database import Database
from central.enrolment.allowed import Route, hold
from central.enrolment.rotation import offer
from central.terminals import Caller
from sync.wire import NewToken


def add_token_route(
    app: FastAPI,
    database: Database,
    run: Callable[..., Awaitable[NewToken]],
    caller: Callable[..., Awaitable[Caller]],
    errors: dict[int | str, dict[str, Any]],
) -> None:
    @app.post("/v1/stores/{store}/token", response_model=NewToken, responses=errors)
    async def new_token(  # pyright: ignore[reportUnusedFunction]  (registered by the decorator)
        terminal: Annotated[Caller, Depends(caller)],
    ) -> Response:
        """Another token for the terminal that asks. Both are good until it has used the new one."""
        hold(terminal, Route.TOKEN)

        def answer() -> NewToken:
            with database.write() as connection:
                return NewToken(offer(connection, terminal.terminal_id))

        return Response(msgspec.json.encode(await run(answer)), media_type="application/json")

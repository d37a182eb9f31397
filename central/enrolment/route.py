"""The routes of those who have no token yet. `docs/protocol.md`, "Enrolment", changes with them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any

import msgspec
from fastapi import FastAPI, Path
from sqlalchemy import Connection
from starlette.responses import Response

from central.database import Database
from central.enrolment import answering
from central.enrolment.denied import Denied
from central.envelope import ProblemError
from sync.enrolment_wire import Authority, Begin, Begun, Reveal, Standing
from sync.wire import Problem

InvitationId = Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="As it stands in the code.")]
Answer = Authority | Begun | Standing


def add_enrolment_routes(
    app: FastAPI,
    database: Database,
    clock: Callable[[], datetime],
    run: Callable[..., Awaitable[Answer | Denied]],
) -> None:
    words = {
        403: "The code is wrong or dead, or the enrolment was refused.",
        404: "There is no such invitation.",
        409: "The invitation was used already, or nothing was begun.",
        410: "The invitation's time is over.",
        422: "The request cannot be read; the message names the place.",
        429: "Too many invitations that are none were tried; `Retry-After` says when to try again.",
        503: "The database is busy or cannot be used; `Retry-After` says when to try again.",
    }
    errors: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem, "description": text} for status, text in words.items()
    }

    async def answered(rule: Callable[[Connection], Answer | Denied]) -> Response:
        def work() -> Answer | Denied:
            with database.write() as connection:
                return rule(connection)

        answer = await run(work)
        if isinstance(answer, Denied):
            raise ProblemError(answer.status, answer.error, answer.message)
        return Response(msgspec.json.encode(answer), media_type="application/json")

    @app.get("/v1/enrolment/{invitation_id}", response_model=Authority, responses=errors)
    async def read_authority(invitation_id: InvitationId) -> Response:  # pyright: ignore[reportUnusedFunction]
        """The authority to believe, to be compared with the code's before anything else is said."""
        return await answered(lambda connection: answering.authority(connection, invitation_id, clock()))

    @app.post("/v1/enrolment/{invitation_id}/begin", response_model=Begun, responses=errors)
    async def begin(invitation_id: InvitationId, said: Begin) -> Response:  # pyright: ignore[reportUnusedFunction]
        """The terminal proves that it has the code, and commits to a number; central answers with its own."""
        return await answered(lambda connection: answering.begin(connection, invitation_id, said, clock()))

    @app.post("/v1/enrolment/{invitation_id}/reveal", response_model=Standing, responses=errors)
    async def reveal(invitation_id: InvitationId, said: Reveal) -> Response:  # pyright: ignore[reportUnusedFunction]
        """The terminal shows its number; again, until a person at central has confirmed the digits."""
        return await answered(lambda connection: answering.reveal(connection, invitation_id, said, clock()))

"""What is around every answer, whatever makes it: the two headers, the size limit of a request, errors as `Problem`.

Pure ASGI, because Starlette's 500 page is made outside of all ordinary middleware.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.errors import Busy, CentralError
from kiosk.domain.clock import utc_text
from kiosk.domain.revocation import Revocation
from sync.wire import PROTOCOL, PROTOCOL_HEADER, TIME_HEADER, Problem, Withdrawn

MAX_BODY = 4 * 1024 * 1024
"""Bytes of a request. A full batch of 200 events is about 200 kB."""

_AGAIN_AFTER_S = {429: 600, 503: 1}

logger = logging.getLogger(__name__)


class ProblemError(Exception):
    """Ends a request with this error answer."""

    def __init__(self, status: int, error: str, message: str, revocation: Revocation | None = None) -> None:
        self.status = status
        self.problem = Problem(error, message) if revocation is None else Withdrawn(error, message, revocation)
        super().__init__(message)


class _TooLarge(Exception):
    pass


def problem_response(status: int, problem: Problem) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    if status in _AGAIN_AFTER_S:
        headers = {"Retry-After": str(_AGAIN_AFTER_S[status])}
    return Response(msgspec.json.encode(problem), status, headers, "application/json")


class Envelope:
    """Goes around the whole application."""

    def __init__(self, app: ASGIApp, clock: Callable[[], datetime], max_body: int = MAX_BODY) -> None:
        self._app = app
        self._clock = clock
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = too_large = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if too_large and not answering:
                return  # FastAPI takes whatever `receive` raises for a body that cannot be parsed
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers[PROTOCOL_HEADER] = str(PROTOCOL)
                headers[TIME_HEADER] = utc_text(self._clock())
                headers["Cache-Control"] = "no-store"
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        received = 0

        async def receive_capped() -> Message:
            nonlocal received, too_large
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_body:
                too_large = True
                raise _TooLarge
            return message

        answering = False
        if _declared_length(scope) > self._max_body:
            too_large = True
        else:
            with suppress(_TooLarge):
                await self._app(scope, receive_capped, send_with_headers)
        if too_large and not started:
            answering = True
            problem = Problem("too_large", f"A request may have {self._max_body} bytes. Send fewer events at once.")
            response = problem_response(413, problem)
            # The rest of the body is not read; without this the client's next request would begin inside of it.
            response.headers["Connection"] = "close"
            await response(scope, receive, send_with_headers)


def _declared_length(scope: Scope) -> int:
    text = Headers(scope=scope).get("content-length", "0")
    return int(text) if text.isdecimal() else 0


def answer_errors_as_problems(app: FastAPI) -> None:
    """Every way a request can fail gets its `Problem`."""

    def of_ours(_request: Request, error: Exception) -> Response:
        if not isinstance(error, ProblemError):
            raise error
        return problem_response(error.status, error.problem)

    def of_http(_request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        if error.status_code == 400:
            return problem_response(422, Problem("bad_request", "The body cannot be read: it must be one JSON object."))
        words = {404: "not_found", 405: "not_found"}
        return problem_response(
            error.status_code, Problem(words.get(error.status_code, "bad_request"), f"{error.detail}.")
        )

    def of_validation(_request: Request, error: Exception) -> Response:
        if not isinstance(error, RequestValidationError):
            raise error
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return problem_response(422, Problem("bad_request", f"{where}: {first['msg']}."))

    def of_database(_request: Request, error: Exception) -> Response:
        if not isinstance(error, CentralError):
            raise error
        logger.error("database: %s", error)
        if isinstance(error, Busy):
            return problem_response(503, Problem("busy", "The database is busy. Try again in a moment."))
        return problem_response(503, Problem("internal", "Central cannot use its database. Its log says why."))

    def of_a_bug(_request: Request, _error: Exception) -> Response:
        return problem_response(500, Problem("internal", "Central failed at this request. Its log says why."))

    app.add_exception_handler(ProblemError, of_ours)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_validation)
    app.add_exception_handler(CentralError, of_database)
    app.add_exception_handler(Exception, of_a_bug)

"""`GET /c/{token}`: a customer's page. No account and no login, so the address is the key: see `links.py`.

Whoever asks learns from no answer whether a token nearly fits; nothing of a request is logged.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response

from central.codes import CODE_LASTS
from central.database import Database
from central.errors import CentralError
from central.issuing.links import PATH, reservation_of
from central.issuing.page import HEADERS, busy_page, gone_page, page
from central.issuing.tickets import Tickets

Run = Callable[[Callable[[str], Response], str], Awaitable[Response]]


def add_page_route(app: FastAPI, database: Database, clock: Callable[[], datetime], run: Run) -> None:
    """`run` does blocking work elsewhere than on the event loop."""

    def answer(token: str) -> Response:
        now = clock()
        try:
            with database.read() as connection:
                reservation = reservation_of(connection, token)
                if reservation is None or now >= reservation.slot.end + CODE_LASTS:
                    return HTMLResponse(gone_page(), 404, HEADERS)
                ticket = Tickets(connection, reservation.launch, now).of(reservation)
        except CentralError:
            return HTMLResponse(busy_page(), 503, {**HEADERS, "Retry-After": "5"})
        return HTMLResponse(page(ticket), 200, {**HEADERS, "Content-Language": ticket.words.tag})

    errors: dict[int | str, dict[str, Any]] = {
        404: {"description": "The address leads nowhere, or the code has ended; a page that says so."},
        503: {"description": "The database cannot be read now; a page that says so, and `Retry-After`."},
    }

    @app.get(PATH + "{token}", response_class=HTMLResponse, responses=errors)
    async def read_customer_page(token: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        """A customer's page with the code, for a browser: everything in one document, no script."""
        return await run(answer, token)

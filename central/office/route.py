"""`/office`: the page on which somebody at central lets a terminal in. For people with a browser, not for terminals.

Open to nobody but who was given a link at central's machine (`keys.py`), and over https or on that machine alone. Every form brings
back what only its page knew. What is done is `central.enrolment.invitations`', as the command does it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import FastAPI, Path, Request
from sqlalchemy import Connection, select
from starlette.responses import HTMLResponse, RedirectResponse, Response

from central.database import Database
from central.enrolment.invitations import State, confirm, invite, locked, refuse
from central.errors import Busy, CentralError
from central.office import page
from central.office.keys import Visit, is_link, leave, open_visit, visit_of
from central.office.standing import Standing, standing_of
from central.office.words import Words, words_of
from central.tables import invitations, stores, terminals
from kiosk.domain.plain_text import plain
from kiosk.domain.station import Station

PATH = "/office"
COOKIE = "kiosk_office"
LONGEST_NAME = 40
BY_A_PERSON = "somebody at central refused it"
_LOOPBACK = ("127.0.0.1", "::1")

InvitationId = Annotated[str, Path(pattern="^[0-9a-f]{12}$")]
Rule = Callable[[Connection, Visit, Words, dict[str, str]], Response]


def add_office_routes(
    app: FastAPI,
    database: Database,
    clock: Callable[[], datetime],
    run: Callable[..., Awaitable[Response]],
) -> None:
    """`run` does blocking work elsewhere than on the event loop."""
    office, one = _Office(database, clock, run), PATH + "/invitation/{invitation_id}"
    reads = {
        PATH: office.room,
        PATH + "/open/{secret}": office.door,
        one: office.invitation,
        f"{one}/standing": office.frame,
    }
    acts = {
        PATH + "/open/{secret}": office.enter,
        PATH + "/invite": office.invite,
        f"{one}/answer": office.answer,
        PATH + "/leave": office.leave,
    }
    for method, routes in (("GET", reads), ("POST", acts)):
        for path, answer in routes.items():
            app.add_api_route(path, answer, methods=[method], include_in_schema=False, response_model=None)


class _Office:
    def __init__(
        self, database: Database, clock: Callable[[], datetime], run: Callable[..., Awaitable[Response]]
    ) -> None:
        self._database = database
        self._clock = clock
        self._run = run

    async def door(self, request: Request, secret: str) -> Response:
        def work(words: Words) -> Response:
            with self._database.read() as connection:
                if not is_link(connection, secret, self._clock()):
                    return _notice(words, words.spent, words.spent_next, 404)
            return HTMLResponse(page.door(words, f"{request.url.path}?lang={words.tag}"), 200, page.HEADERS)

        return await self._answered(request, work)

    async def enter(self, request: Request, secret: str) -> Response:
        def work(words: Words) -> Response:
            with self._database.write() as connection:
                visit = open_visit(connection, secret, self._clock())
            if visit is None:
                return _notice(words, words.spent, words.spent_next, 404)
            answer = _to(PATH, words)
            secure = request.url.scheme == "https"
            answer.set_cookie(COOKIE, visit.secret, path=PATH, httponly=True, secure=secure, samesite="strict")
            return answer

        return await self._answered(request, work)

    async def room(self, request: Request) -> Response:
        def rule(connection: Connection, visit: Visit, words: Words, _said: dict[str, str]) -> Response:
            return _room(connection, visit, words, self._clock())

        return await self._visited(request, rule)

    async def invite(self, request: Request) -> Response:
        def rule(connection: Connection, visit: Visit, words: Words, said: dict[str, str]) -> Response:
            return _invite(connection, visit, words, said, self._clock())

        return await self._visited(request, rule, form=True)

    async def invitation(self, request: Request, invitation_id: InvitationId) -> Response:
        def rule(connection: Connection, visit: Visit, words: Words, _said: dict[str, str]) -> Response:
            one = _standing(connection, visit, invitation_id, self._clock())
            if one is None:
                return _to(PATH, words)
            return HTMLResponse(page.invitation(words, one, None), 200, page.HEADERS)

        return await self._visited(request, rule)

    async def frame(self, request: Request, invitation_id: InvitationId) -> Response:
        def rule(connection: Connection, visit: Visit, words: Words, _said: dict[str, str]) -> Response:
            one = _standing(connection, visit, invitation_id, self._clock())
            if one is None:
                return _notice(words, words.gone, words.gone_next, 404)
            return HTMLResponse(page.frame(words, visit, one), 200, page.FRAME_HEADERS)

        return await self._visited(request, rule)

    async def answer(self, request: Request, invitation_id: InvitationId) -> Response:
        def rule(connection: Connection, visit: Visit, words: Words, said: dict[str, str]) -> Response:
            _answer(connection, visit, invitation_id, said, self._clock())
            return _to(f"{PATH}/invitation/{invitation_id}/standing", words)

        return await self._visited(request, rule, form=True)

    async def leave(self, request: Request) -> Response:
        def rule(connection: Connection, visit: Visit, words: Words, _said: dict[str, str]) -> Response:
            leave(connection, visit)
            answer = _notice(words, words.left, words.left_next, 200)
            answer.delete_cookie(COOKIE, path=PATH)
            return answer

        return await self._visited(request, rule, form=True)

    async def _answered(self, request: Request, work: Callable[[Words], Response]) -> Response:
        words = words_of(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
        if not _is_safe(request):
            return _notice(words, words.unsafe, words.unsafe_next, 403)
        try:
            return await self._run(work, words)
        except Busy:
            return _notice(words, words.busy, words.busy_next, 503)

    async def _visited(self, request: Request, rule: Rule, *, form: bool = False) -> Response:
        """Within one transaction, for who has a visit; a form must bring its guard."""
        said = _form(await request.body()) if form else {}

        def work(words: Words) -> Response:
            with self._database.write() as connection:
                visit = visit_of(connection, request.cookies.get(COOKIE, ""), self._clock())
                if visit is None or (form and not visit.guards(said.get("guard", ""))):
                    return _notice(words, words.gone, words.gone_next, 403)
                return rule(connection, visit, words, said)

        return await self._answered(request, work)


def _room(connection: Connection, visit: Visit, words: Words, now: datetime, wrong: str = "") -> Response:
    known = [
        (row.store, f"{row.name}, {row.city}")
        for row in connection.execute(select(stores).order_by(stores.c.store))
        if visit.concerns(row.store)
    ]
    rows = connection.execute(
        select(invitations)
        .where(invitations.c.state.not_in((State.HANDED, State.REFUSED)))
        .order_by(invitations.c.created_at, invitations.c.invitation_id)
    )
    under_way = [one for row in rows if visit.concerns(row.store) and (one := _shown(standing_of(row, now))).is_open]
    return HTMLResponse(page.room(words, visit, known, under_way, wrong), 400 if wrong else 200, page.HEADERS)


def _invite(connection: Connection, visit: Visit, words: Words, said: dict[str, str], now: datetime) -> Response:
    name, store, station = " ".join(said.get("name", "").split()), said.get("store", ""), said.get("station", "")
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        return _room(connection, visit, words, now, words.unnamed)
    if not store.isdecimal() or len(store) > 5 or not visit.concerns(int(store)) or station not in ("", *Station):
        return _room(connection, visit, words, now, words.wrong)
    taken = select(terminals.c.name).where(terminals.c.store == int(store), terminals.c.name == name)
    if connection.execute(taken).first() is not None:
        return _room(connection, visit, words, now, words.taken)
    try:
        made = invite(connection, int(store), name, visit.servers, now, ca_pem=visit.ca_pem, station=station or None)
    except CentralError:
        return _room(connection, visit, words, now, words.wrong)
    one = _standing(connection, visit, made.invitation_id, now)
    return HTMLResponse(page.invitation(words, one, made), 200, page.HEADERS) if one else _to(PATH, words)


def _answer(connection: Connection, visit: Visit, invitation_id: str, said: dict[str, str], now: datetime) -> None:
    """What is no answer to what stands there now does nothing: the page shows how it stands."""
    row = locked(connection, invitation_id)
    if row is None or not visit.concerns(row.store) or standing_of(row, now).stage != State.REVEALED:
        return
    if said.get("same") == "yes":
        confirm(connection, invitation_id, said.get("digits", ""), now)
    elif said.get("same") == "no":
        refuse(connection, row, BY_A_PERSON, "person", now)


def _standing(connection: Connection, visit: Visit, invitation_id: str, now: datetime) -> Standing | None:
    """None for one that is none, or of a store that is no business of this visit's."""
    row = connection.execute(select(invitations).where(invitations.c.invitation_id == invitation_id)).first()
    return _shown(standing_of(row, now)) if row is not None and visit.concerns(row.store) else None


def _shown(one: Standing) -> Standing:
    return replace(one, name=plain(one.name, LONGEST_NAME))


def _is_safe(request: Request) -> bool:
    """By https, or from this machine itself."""
    return request.url.scheme == "https" or (request.client is not None and request.client.host in _LOOPBACK)


def _form(body: bytes) -> dict[str, str]:
    """A form's fields, the first of each name; none for what is no form."""
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=16)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _to(path: str, words: Words) -> Response:
    return RedirectResponse(f"{path}?lang={words.tag}", 303, page.HEADERS)


def _notice(words: Words, head: str, text: str, status: int) -> Response:
    return HTMLResponse(page.notice(words, head, text), status, page.HEADERS)

"""The page on a customer's phone: one self-contained HTML document, no script, nothing fetched. Pure.

Dark, so that the code's white is what a camera exposes for; the code is as wide as the phone allows. The template engine
escapes every text but the two marked safe in it: the symbol and the style, both made here.
"""

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from central.issuing.symbol import inline_svg
from central.issuing.ticket import Standing, Ticket
from central.issuing.words import ENGLISH, FRENCH, Words

_STYLE = files("central.issuing").joinpath("templates/page.css").read_text(encoding="utf-8")
_TEMPLATE = Environment(
    loader=PackageLoader("central.issuing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
).get_template("page.html.j2")

_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
}
"""What a server must send with a page: nothing of it is kept, indexed, framed, or able to load or run anything."""


def page(ticket: Ticket) -> str:
    """The customer's page; a reservation with nothing to collect has words in the code's place."""
    words = ticket.words
    notices = {
        Standing.CANCELLED: [(words.cancelled, words.cancelled_next, words.tag)],
        Standing.DELIVERED: [(words.delivered, words.delivered_next, words.tag)],
    }.get(ticket.standing, [])
    return _render(words, ticket, notices, "" if notices else inline_svg(ticket.code))


def gone_page() -> str:
    """For an address that leads nowhere. Whose it was is not known, so it speaks both languages."""
    return _render(FRENCH, None, [(words.gone, words.gone_next, words.tag) for words in (FRENCH, ENGLISH)])


def busy_page() -> str:
    """For a moment in which the database cannot be read."""
    return _render(FRENCH, None, [(words.busy, words.busy_next, words.tag) for words in (FRENCH, ENGLISH)])


def _render(words: Words, ticket: Ticket | None, notices: list[tuple[str, str, str]], symbol: str = "") -> str:
    return _TEMPLATE.render(
        words=words,
        ticket=ticket,
        notices=notices,
        symbol=symbol,
        style=_STYLE,
    )

"""The pages on which somebody at central lets a terminal in: HTML without a script, nothing fetched from elsewhere. Pure.

How the invitation stands is a frame of its own that is fetched anew while it waits: the code beside it is not, because its secret
exists in one answer only. The template engine escapes every text but the symbol and the style, both made here.
"""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from central.issuing.symbol import inline_svg
from central.office.keys import Visit
from central.office.standing import Standing
from central.office.words import Words
from kiosk.domain.invitation import Invitation, typed, write
from kiosk.domain.station import Station

_STYLE = files("central.office").joinpath("templates/office.css").read_text(encoding="utf-8")
_TEMPLATES = Environment(
    loader=PackageLoader("central.office"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; base-uri 'none'; form-action 'self'; "
    "frame-src {frames}; frame-ancestors {around}"
)
_COMMON = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
HEADERS = _COMMON | {"Content-Security-Policy": _POLICY.format(frames="'self'", around="'none'")}
FRAME_HEADERS = _COMMON | {"Content-Security-Policy": _POLICY.format(frames="'none'", around="'self'")}
"""What a server must send with a page, and with the frame in it."""


def notice(words: Words, head: str, text: str) -> str:
    """Two sentences, and nothing to do."""
    return _render("notice", words, head=head, text=text)


def door(words: Words, action: str) -> str:
    """What a link leads to: one button, so that nothing that only looks at the address spends it."""
    return _render("door", words, action=action)


def room(
    words: Words, visit: Visit, stores: Sequence[tuple[int, str]], under_way: Sequence[Standing], wrong: str = ""
) -> str:
    """The form that invites, and what is under way."""
    return _render("room", words, visit=visit, stores=stores, under_way=under_way, stations=list(Station), wrong=wrong)


def invitation(words: Words, one: Standing, made: Invitation | None) -> str:
    """`made`: just now, so that its code can be shown, this once."""
    text = "" if made is None else write(made)
    symbol = inline_svg(text) if text else ""
    return _render("invitation", words, one=one, symbol=symbol, typed=typed(text) if text else "")


def frame(words: Words, visit: Visit, one: Standing) -> str:
    """How it stands, and the two buttons when there is something to compare."""
    return _render("frame", words, visit=visit, one=one)


def _render(name: str, words: Words, **values: object) -> str:
    return _TEMPLATES.get_template(f"{name}.html.j2").render(words=words, style=_STYLE, **values)

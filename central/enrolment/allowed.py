"""Who may ask what, by the station that central was told a terminal is: the whole table.

A terminal whose station central was not told may do what any station may. What is refused stays with the terminal, and can be
sent when the station is set right: nothing that happened is lost by it. docs/protocol.md, "Errors", names the answer.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from central.envelope import ProblemError
from central.terminals import Caller
from kiosk.domain.event import EventKind
from kiosk.domain.station import Station


class Route(StrEnum):
    FEED = "feed"
    EVENTS = "events"
    TOKEN = "token"  # noqa: S105  (a route's name)
    HUB = "hub"


ANY, HUB = "any", "hub"
"""Beside the stations: a terminal of none, and a hub."""
TERMINALS = frozenset({ANY, *Station})

ROUTES: Mapping[Route, frozenset[str]] = {
    Route.FEED: TERMINALS | {HUB},
    Route.EVENTS: TERMINALS | {HUB},
    Route.TOKEN: TERMINALS,
    Route.HUB: frozenset({HUB}),
}

_AT_EVERY_ONE = frozenset(
    {
        "signed_in",
        "signed_out",
        "locked_out",
        "unlocked",
        "pin_changed",
        "withdrawn",
        "purged",
        "exported",
        "contact_lost",
        "contact_back",
        "doors_checked",
    }
)
OF_PEOPLE = frozenset(kind for kind in EventKind if kind in _AT_EVERY_ONE)
"""What may happen at every terminal, whatever it is for."""
EVERYTHING = frozenset(EventKind)

KINDS: Mapping[str, frozenset[EventKind]] = {
    Station.ENTRANCE: EVERYTHING - {EventKind.HANDED_OVER},
    Station.STOCKROOM: EVERYTHING - {EventKind.HANDED_OVER},
    Station.COUNTER: EVERYTHING,
    Station.SUPERVISOR: EVERYTHING,
    Station.DISPLAY: OF_PEOPLE,
    ANY: EVERYTHING,
    HUB: EVERYTHING,
}
"""What a terminal may tell. A hub passes on what its terminals told, each of which it has asked this table."""


def hold(caller: Caller, route: Route, kinds: Iterable[object] = ()) -> None:
    """Raises ProblemError for what this caller may not ask or tell. `kinds`: of the events it sends, as they came; what is no
    kind is judged elsewhere."""
    who = HUB if caller.hub else caller.station or ANY
    if who not in ROUTES[route]:
        words = "Only a hub may ask this." if route is Route.HUB else "Only a terminal may ask this."
        raise ProblemError(403, "wrong_terminal", words)
    never = EVERYTHING - KINDS.get(who, OF_PEOPLE)
    wrong = next((kind for kind in kinds if isinstance(kind, str) and kind in never), None)
    if wrong is not None:
        message = (
            f"For central this terminal is {who}, which tells nothing of kind {wrong}. `kiosk-central terminal station`"
        )
        raise ProblemError(403, "wrong_station", f"{message} changes it.")

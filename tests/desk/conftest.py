"""A desk on a real encrypted file, with a clock that is set by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.desk import Desk, TerminalIdentity
from kiosk.domain.policy import Role, Staff
from kiosk.store.store import Store
from tests.desk.door import Door, HandClock
from tests.desk.floor_day import Team, furnish
from tests.store.day import DB_KEY, LAUNCH, ROOT_KEY, STORE, Feed, token


@pytest.fixture
def open_door(tmp_path: Path) -> Iterator[Callable[..., Door]]:
    opened: list[Store] = []

    def open_it(
        letter: str = "A",
        path: Path | None = None,
        feed: Feed | None = None,
        furnished: bool = True,
        kind: type[Door] = Door,
    ) -> Door:
        store = Store.open(path or tmp_path / f"{letter}.db", DB_KEY, token)
        opened.append(store)
        clock = HandClock()
        terminal = TerminalIdentity(f"t-{letter.lower()}", f"Entrance {letter}", letter, STORE, LAUNCH, ROOT_KEY)
        roles, names = {Role.GREETER}, ["s-1"]
        desk = Desk(store, clock, token, terminal, lambda: Staff(names[-1], frozenset(roles)), lambda: 0)
        door = kind(store, clock, feed or Feed(), desk, roles, names, terminal.terminal_id)
        if furnished and feed is None:
            door.feed.furnish()
            door.pull()
        return door

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def door(open_door: Callable[..., Door]) -> Door:
    return open_door()


@pytest.fixture
def open_team(open_door: Callable[..., Door]) -> Callable[..., Team]:
    """Terminals of one floor: `open_team("A")`, then `open_team("B", feed=a.feed)`. Whoever acts may do everything."""

    def open_it(letter: str = "A", feed: Feed | None = None, **places: Any) -> Team:
        if feed is None:
            furnish(feed := Feed())
        team = cast("Team", open_door(letter, feed=feed, kind=Team, **places))
        team.staff_id.append(f"runner-{letter.lower()}")
        team.roles |= {Role.RUNNER, Role.COUNTER}
        team.pull()
        return team

    return open_it


@pytest.fixture
def team(open_team: Callable[..., Team]) -> Team:
    return open_team()

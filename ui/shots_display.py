"""Pictures of the customers' screen: `python -m ui.shots_display OUT_DIR`. The day and its people are fictional."""

import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.domain.policy import Policy
from kiosk.domain.state import Stage
from kiosk.floor_answers import Entry, Rules
from ui import fiction
from ui.fiction_floor import PEOPLE, FictionFloor, FictionStoreDesk, crowd, entry, odd_names, people
from ui.shots_floor import SIZES, THEMES, Drawing, FloorScene, render


def _model(*parts: Any) -> Any:
    from ui.stations.display import DisplayModel

    return DisplayModel(*parts)


DISPLAY = Drawing("display", "DisplayPage", _model)


class NamedFloor(FictionFloor):
    """A store whose policy shows first names."""

    def rules(self) -> Rules:
        return replace(super().rules(), policy=Policy(display_names=True))


def display_desk(entries: tuple[Entry, ...] | None = None, *, names: bool = False) -> FictionStoreDesk:
    held = {one.reservation_id: one for one in (people() if entries is None else entries)}
    return FictionStoreDesk(NamedFloor(held) if names else FictionFloor(held))


def called_now(index: int = 15) -> Entry:
    """One of the 24 who has just been called."""
    return entry(index, replace(PEOPLE[index], calls=1, called_min=0.05))


def _call(_model: Any, desk: Any) -> None:
    desk.floor.change(called_now())


def _old(_model: Any, desk: Any) -> None:
    desk.state = replace(desk.state, updated_at=fiction.NOW - timedelta(minutes=4))


def _stale(model: Any, desk: Any) -> None:
    _old(model, desk)
    model.tick(fiction.NOW)


def _slide(model: Any, _desk: Any) -> None:
    model.tick(fiction.NOW + timedelta(seconds=12))


SCENES = (
    FloorScene("day", desk=display_desk),
    FloorScene("names", desk=partial(display_desk, names=True)),
    FloorScene("call", _call, display_desk),
    FloorScene("call-name", _call, partial(display_desk, names=True)),
    FloorScene("stale", _stale, display_desk),
    FloorScene("offline", _stale, display_desk, fiction.link(online=False)),
    FloorScene("empty", desk=partial(display_desk, ())),
    FloorScene("slide", _slide, display_desk),
    FloorScene("thousand", desk=lambda: display_desk(crowd(1000))),
    FloorScene("odd-names", desk=lambda: display_desk(odd_names(), names=True)),
    FloorScene("quiet", desk=lambda: display_desk(tuple(one for one in people() if one.stage is not Stage.READY)[:5])),
)


def main(arguments: list[str]) -> int:
    folder, names = Path(arguments[0]), arguments[1:]
    scenes = [scene for scene in SCENES if not names or scene.name in names]
    for path in render(DISPLAY, scenes, folder, themes=THEMES, sizes=SIZES[:3]):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

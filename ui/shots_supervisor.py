"""Pictures of the supervisor's page: `python -m ui.shots_supervisor OUT_DIR`. The day and its people are fictional."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.answers import ConflictReport
from kiosk.domain.conflict import Conflict, ConflictKind, Evidence
from kiosk.domain.doors.signed import TerminalDoors
from kiosk.domain.event import Event, EventKind
from kiosk.domain.resolution import keepable
from kiosk.domain.state import Closing, Stage
from kiosk.floor_answers import Entry
from kiosk.store.withdrawal import Missing
from sync.wire import Relayed
from ui import fiction
from ui.fiction_closing import FictionClosing
from ui.fiction_doors import FictionDoors, FictionOpeningDay, a_ready_store, yesterdays_store
from ui.fiction_floor import (
    PEOPLE,
    FictionFloor,
    FictionStoreDesk,
    Person,
    ago,
    crowd,
    entry,
    odd_names,
    people,
)
from ui.shots_floor import SIZES, THEMES, Drawing, FloorScene, render


def _model(*parts: Any) -> Any:
    from ui.stations.supervisor import SupervisorModel

    return SupervisorModel(*parts)


SUPERVISOR = Drawing("supervisor", "SupervisorPage", _model)


def whole_day() -> tuple[Entry, ...]:
    """The 24 of the afternoon, and a morning that has gone home before them."""
    gone = [person for person in PEOPLE if person.stage is Stage.COLLECTED]
    morning: list[Entry] = []
    for number in range(118):
        person = gone[number % len(gone)]
        before = 70 + number * 2.6
        wait = 9 + (number * 7) % 17
        later = before - wait
        served = replace(
            person,
            call_number=f"{'AB'[number % 2]}{number % 2 + 100 + number:03d}",
            slot_min=32 + 90 * (1 + int(max(0.0, before - 32) // 90)),
            arrived_min=before,
            prepared_min=later + 2,
            called_min=later,
            collected_min=later - 6,
            runner=("amelie", "yanis", "lucie")[number % 3],
            counter=str(number % 3 + 1),
        )
        morning.append(entry(100 + number, served))
    return (*people(), *morning)


def history(number: int = 22) -> tuple[Event, ...]:
    """What happened to one customer, taken-back step and rejected unit included."""
    told: tuple[tuple[float, EventKind, str, str, dict[str, Any]], ...] = (
        (31.5, EventKind.SCAN_REFUSED, "t-b", "", {"verdict": "too_early"}),
        (31.0, EventKind.ARRIVED, "t-a", "greta", {"call_number": "A024", "verdict": "admit"}),
        (26.0, EventKind.PREPARATION_CLAIMED, "t-r", "yanis", {}),
        (25.2, EventKind.CLAIM_RELEASED, "t-r", "yanis", {"to": "amelie"}),
        (
            24.0,
            EventKind.STEP_COMPLETED,
            "t-r",
            "amelie",
            {"step": "scan_box", "serial": "LN700022", "gtin": "04006381333948"},
        ),
        (23.1, EventKind.STEP_COMPLETED, "t-r", "amelie", {"step": "inspect_packaging", "passed": True}),
        (
            21.5,
            EventKind.UNIT_REJECTED,
            "t-r",
            "amelie",
            {"serial": "LN700022", "reason": "battery", "battery_percent": 38},
        ),
        (18.4, EventKind.STEP_COMPLETED, "t-r", "amelie", {"step": "scan_box", "serial": "LN700031"}),
        (17.9, EventKind.STEP_COMPLETED, "t-r", "amelie", {"step": "inspect_packaging", "passed": True}),
        (16.0, EventKind.STEP_COMPLETED, "t-r", "amelie", {"step": "test_battery", "battery_percent": 82}),
        (9.2, EventKind.STEP_COMPLETED, "t-r", "amelie", {"step": "bring_to_counter", "counter": "3"}),
        (9.0, EventKind.PREPARATION_COMPLETED, "t-r", "amelie", {"counter": "3", "serial": "LN700031"}),
        (8.5, EventKind.CALLED, "t-c", "noor", {"counter": "3", "act": "call"}),
        (7.5, EventKind.CALLED, "t-c", "noor", {"counter": "3", "act": "again"}),
    )
    events = [
        Event(
            event_id=f"{index:032x}",
            terminal_id=terminal,
            incarnation="i",
            seq=index + 1,
            occurred_at=ago(minutes),
            monotonic_ms=0,
            clock_offset_ms=0,
            staff_id=staff,
            reservation_id=f"{number:016x}",
            kind=kind,
            payload=payload,
            prev_hash="",
            hash="",
        )
        for index, (minutes, kind, terminal, staff, payload) in enumerate(told)
    ]
    undone = replace(events[5], event_id="f" * 32, seq=99, kind=EventKind.UNDONE, payload={"event_id": f"{5:032x}"})
    return (*events[:6], replace(undone, occurred_at=ago(22.6)), *events[6:])


def conflicts() -> tuple[ConflictReport, ...]:
    """One to look at, one that is closed."""
    events = history()
    over = [
        replace(
            events[1],
            event_id=f"{letter}" * 32,
            terminal_id=terminal,
            staff_id=staff,
            occurred_at=ago(minutes),
            kind=EventKind.HANDED_OVER,
            reservation_id=f"{18:016x}",
            payload={"serial": serial, "call_number": "A012", "identity": identity},
        )
        for letter, terminal, staff, minutes, serial, identity in (
            ("c", "t-c", "noor", 38.0, "LN700017", "document"),
            ("d", "t-a", "sami", 36.5, "LN700044", "account"),
        )
    ]
    sides = tuple(
        Evidence(one.reservation_id, one.event_id, one.occurred_at, one.terminal_id, str(one.payload["serial"]))
        for one in over
    )
    twice = Conflict(ConflictKind.HANDED_OVER_TWICE, f"{18:016x}", sides)
    claims = tuple(
        Evidence(f"{9:016x}", letter * 32, ago(minutes), terminal, staff)
        for letter, minutes, terminal, staff in (("a", 52.0, "t-r", "yanis"), ("b", 51.2, "t-c", "amelie"))
    )
    reason = "Put right with the customer"
    closing = Closing("e" * 32, ago(40), "amelie", reason, tuple(one.event_id for one in claims))
    return (
        ConflictReport(twice, tuple(over), keepable(twice, over)),
        ConflictReport(Conflict(ConflictKind.CLAIMED_TWICE, f"{9:016x}", claims, closing), ()),
    )


class FictionInbox:
    """Conflicts that are closed and put right as the desk's are."""

    def __init__(self, asked: list[tuple[Any, ...]], held: tuple[ConflictReport, ...]) -> None:
        self.asked = asked
        self.held = held

    def all(self) -> tuple[ConflictReport, ...]:
        self.asked.append(("conflicts",))
        return self.held

    def close(self, conflict: Conflict, reason: str) -> ConflictReport:
        self.asked.append(("close_conflict", conflict.subject, reason))
        closing = Closing("9" * 32, fiction.NOW, "amelie", reason, conflict.event_ids)
        before = next(one for one in self.held if one.conflict == conflict)
        report = ConflictReport(replace(conflict, closing=closing), before.events)
        self.held = tuple(report if one is before else one for one in self.held)
        return report

    def keep(self, conflict: Conflict, event_id: str, reason: str) -> tuple[ConflictReport, ...]:
        self.asked.append(("keep", conflict.subject, event_id, reason))
        self.held = tuple(one for one in self.held if one.conflict != conflict)
        return self.held


class DayDesk(FictionStoreDesk):
    """A desk that also knows conflicts and histories."""

    def __init__(self, floor: FictionFloor | None = None, held: tuple[ConflictReport, ...] = ()) -> None:
        super().__init__(floor)
        self.inbox = FictionInbox(self.asked, held)
        self.fiction.happened = history()
        self.state = replace(fiction.STATE, conflicts=sum(one.conflict.is_open for one in held))


def day_desk(entries: Iterable[Entry] | None = None, held: tuple[ConflictReport, ...] = ()) -> DayDesk:
    floor = FictionFloor({one.reservation_id: one for one in (whole_day() if entries is None else entries)})
    return DayDesk(floor, held)


def _open_bar(group: int, model: Any, _desk: Any) -> None:
    model.openBar("", group)


def _tab(name: str, model: Any, _desk: Any) -> None:
    model.showTab(name)


def _wall(model: Any, _desk: Any) -> None:
    model.toggleBig()


def _history_of(model: Any, _desk: Any) -> None:
    model.openHistory(f"{13:016x}")


def _found(model: Any, _desk: Any) -> None:
    model.openSheet("search")
    model.search.setQuery("d")


def _conflict(model: Any, _desk: Any) -> None:
    model.openSheet("conflicts")


def _count(model: Any, _desk: Any) -> None:
    model.openSheet("stock")
    model.stock.pad.typeKey("4")


def _closed(model: Any, _desk: Any) -> None:
    model.openSheet("conflicts")
    model.conflicts.close(1)


def _closing(model: Any, _desk: Any) -> None:
    model.openSheet("closing")


def _closed_day(model: Any, desk: Any) -> None:
    desk.closing.settle()
    model.openSheet("closing")


def _leaving(model: Any, _desk: Any) -> None:
    model.openSheet("closing")
    model.ends.leaving.open()


def _leaving_early(model: Any, desk: Any) -> None:
    desk.closing.missing = Missing(12, 0)
    model.openSheet("closing")
    model.ends.leaving.open()


def _leaving_after(model: Any, desk: Any) -> None:
    desk.closing.settle()
    desk.closing.close_day(desk.closing.end().book.date)
    model.openSheet("closing")
    model.ends.leaving.open()


def _reopened(model: Any, desk: Any) -> None:
    desk.closing.settle()
    desk.closing.come_late()
    model.openSheet("closing")


def _quiet_day() -> DayDesk:
    desk = day_desk()
    desk.closing = FictionClosing(desk.asked, 120)  # pyright: ignore[reportAttributeAccessIssue]
    return desk


def _doors(model: Any, _desk: Any) -> None:
    model.openSheet("doors")


def _opening(tab: str, model: Any, _desk: Any) -> None:
    model.openSheet("doors")
    model.morning.showTab(tab)


def _unplanned() -> DayDesk:
    desk = day_desk()
    desk.opening_day = FictionOpeningDay(planned=False)  # pyright: ignore[reportAttributeAccessIssue]
    return desk


def _no_doors() -> None:
    """Nothing opens in a picture."""


def _doors_desk(board: Callable[[], tuple[TerminalDoors, ...]]) -> DayDesk:
    desk = day_desk()
    desk.doors = FictionDoors(board())  # pyright: ignore[reportAttributeAccessIssue]
    return desk


def _rush() -> DayDesk:
    """More people than the crew can serve."""
    rushed = [person for person in PEOPLE if person.stage is Stage.ARRIVED]
    more = [entry(400 + number, _late(rushed[number % len(rushed)], number)) for number in range(60)]
    return day_desk((*whole_day(), *more))


def _late(person: Person, number: int) -> Person:
    return replace(person, call_number=f"B{300 + number}", arrived_min=2 + number * 0.6)


_OFFLINE = fiction.link(online=False)
_HUB = replace(fiction.link(), relay=Relayed("hub-1", False, 14))

SCENES = (
    FloorScene("day", desk=day_desk),
    FloorScene("rush", desk=_rush),
    FloorScene("wall", _wall, day_desk),
    FloorScene("wall-rush", _wall, _rush),
    FloorScene("crew", partial(_tab, "crew"), day_desk),
    FloorScene("stock", partial(_tab, "stock"), day_desk),
    FloorScene("count", _count, day_desk),
    FloorScene("terminals", partial(_tab, "terminals"), day_desk, _HUB),
    FloorScene("people", partial(_open_bar, 1), day_desk),
    FloorScene("expected", partial(_open_bar, 0), day_desk),
    FloorScene("history", _history_of, day_desk),
    FloorScene("search", _found, day_desk),
    FloorScene("conflict", _conflict, partial(day_desk, held=conflicts())),
    FloorScene("conflict-closed", _closed, partial(day_desk, held=conflicts())),
    FloorScene("no-conflict", _conflict, day_desk),
    FloorScene("closing", _closing, day_desk),
    FloorScene("closing-closed", _closed_day, day_desk),
    FloorScene("closing-reopened", _reopened, day_desk),
    FloorScene("leaving", _leaving, day_desk),
    FloorScene("leaving-unsigned", _leaving_early, day_desk),
    FloorScene("leaving-after", _leaving_after, day_desk),
    FloorScene("closing-even", _closing, _quiet_day),
    FloorScene("doors", _doors, day_desk, context={"check_doors": _no_doors}),
    FloorScene("checklist", partial(_opening, "checklist"), day_desk),
    FloorScene("plan", partial(_opening, "plan"), day_desk),
    FloorScene("plan-none", partial(_opening, "plan"), _unplanned),
    FloorScene("doors-ready", _doors, partial(_doors_desk, a_ready_store)),
    FloorScene("doors-yesterday", _doors, partial(_doors_desk, yesterdays_store)),
    FloorScene("empty", desk=partial(day_desk, ())),
    FloorScene("thousand", partial(_open_bar, 1), lambda: day_desk(crowd(1000))),
    FloorScene("odd-names", partial(_open_bar, 1), lambda: day_desk(odd_names())),
    FloorScene("offline", desk=day_desk, link=_OFFLINE),
    FloorScene("wall-offline", _wall, day_desk, _OFFLINE),
)


def main(arguments: list[str]) -> int:
    folder, names = Path(arguments[0]), arguments[1:]
    scenes = [scene for scene in SCENES if not names or scene.name in names]
    for path in render(SUPERVISOR, scenes, folder, themes=THEMES, sizes=SIZES[:3]):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

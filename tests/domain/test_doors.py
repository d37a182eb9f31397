"""The doors-open check's judgement: each check green once, and red or amber for each thing that may be wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest

from kiosk.domain.doors import machine, memory, signed
from kiosk.domain.doors.finding import (
    BY_PERSON,
    WAIVABLE,
    Check,
    Finding,
    Found,
    Light,
    Readiness,
    finding,
    in_order,
    worst,
)
from kiosk.domain.doors.machine import Battery, Validity
from kiosk.domain.doors.memory import Link, Standing
from kiosk.domain.event import Event, EventKind, event_from_wire
from kiosk.domain.reservation import TerminalRow
from ui.doors_words import CHECKS, WORDS, filled, says_of

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
STANDING = Standing(
    at=NOW,
    reservations=1000,
    expected=1000,
    complete=True,
    in_doubt=False,
    quarantined=0,
    updated_at=NOW - timedelta(seconds=20),
    unsent=0,
    rejected=0,
    copied=False,
    people=12,
    supervisors=2,
    trusted_until=NOW + timedelta(days=30),
    hubs=1,
    moved_aside=False,
    versions={"t-b": "1.2.0", "t-c": "1.2.0"},
)
LINK = Link(online=True, offset_ms=400, relayed=True)
YEAR = Validity(NOW - timedelta(days=10), NOW + timedelta(days=355))
NONE: frozenset[Check] = frozenset()


def standing(**others: object) -> Standing:
    return replace(STANDING, **others)  # pyright: ignore[reportArgumentType]


def data(**others: object) -> Finding:
    return memory.data(standing(**others), NOW)


GREEN: dict[Check, Finding] = {
    Check.DATA: data(),
    Check.UNSENT: memory.unsent(STANDING),
    Check.LINK: memory.link(LINK),
    Check.HUB: memory.hub(LINK, 1),
    Check.CLOCK: memory.clock(LINK),
    Check.STAFF: memory.staff(STANDING, signs_in=True),
    Check.CODES: memory.codes(STANDING, NOW),
    Check.VERSION: memory.versions(STANDING, "1.2.0"),
    Check.CAMERA: finding(Found.CAMERA_READS),
    Check.HAND_SCANNER: finding(Found.HAND_SCANNER_HEARD),
    Check.SOUND: finding(Found.SOUND_HEARD),
    Check.PRINTER: finding(Found.PRINTER_LEGIBLE),
    Check.SECOND_SCREEN: machine.second_screen(True, 2),
    Check.POWER: machine.power(Battery(97, plugged=True)),
    Check.DISK: machine.disk(8),
    Check.SPACE: machine.space(80_000),
    Check.KEY_STORE: finding(Found.KEY_STORE_KEPT),
    Check.CERTIFICATES: machine.certificates([YEAR], NOW),
}
READY = Readiness(NOW, "1.2.0", "entrance", tuple(GREEN.values()))


@pytest.mark.parametrize("check", Check)
def test_each_check_can_be_green(check: Check) -> None:
    assert GREEN[check].check is check
    assert GREEN[check].light is Light.GREEN


def certificates(*seen: Validity, **others: bool | int) -> Finding:
    return machine.certificates(seen, NOW, **others)  # pyright: ignore[reportArgumentType]


BAD: tuple[tuple[Finding, Found], ...] = (
    (data(in_doubt=True), Found.DATA_DOUBTFUL),
    (data(reservations=0, complete=False), Found.DATA_EMPTY),
    (data(reservations=0), Found.DATA_EMPTY),
    (data(complete=False), Found.DATA_PARTIAL),
    (data(reservations=999), Found.DATA_PARTIAL),
    (data(expected=None, complete=False), Found.DATA_PARTIAL),
    (data(quarantined=2), Found.DATA_QUARANTINED),
    (data(updated_at=NOW - timedelta(minutes=11)), Found.DATA_STALE),
    (data(updated_at=NOW + timedelta(minutes=11)), Found.DATA_STALE),
    (data(updated_at=None), Found.DATA_STALE),
    (memory.unsent(standing(unsent=1)), Found.UNSENT_SOME),
    (memory.unsent(standing(rejected=1)), Found.UNSENT_REJECTED),
    (memory.unsent(standing(copied=True)), Found.UNSENT_COPIED),
    (memory.link(None), Found.LINK_OFFLINE),
    (memory.link(Link(online=False, problem="unreachable")), Found.LINK_OFFLINE),
    (memory.link(Link(online=False, problem="unauthorized")), Found.LINK_REFUSED),
    (memory.link(Link(online=False, problem="not_central")), Found.LINK_PORTAL),
    (memory.link(Link(online=False, problem="protocol")), Found.LINK_PROTOCOL),
    (memory.link(Link(online=False, problem="server")), Found.LINK_SERVER),
    (memory.hub(replace(LINK, hub_online=False, hub_holds=4), 1), Found.HUB_BEHIND),
    (memory.hub(replace(LINK, relayed=False), 1), Found.HUB_PASSED_BY),
    (memory.hub(Link(online=False), 1), Found.HUB_UNREACHED),
    (memory.hub(LINK, None), Found.HUB_UNASKED),
    (memory.clock(None), Found.CLOCK_UNMEASURED),
    (memory.clock(replace(LINK, offset_ms=None)), Found.CLOCK_UNMEASURED),
    (memory.clock(replace(LINK, offset_ms=30_001)), Found.CLOCK_OFF),
    (memory.clock(replace(LINK, offset_ms=-30_001)), Found.CLOCK_OFF),
    (memory.clock(replace(LINK, offset_ms=-120_001)), Found.CLOCK_WRONG),
    (memory.staff(standing(people=0, supervisors=0), signs_in=True), Found.STAFF_EMPTY),
    (memory.staff(standing(supervisors=0), signs_in=True), Found.STAFF_NO_SUPERVISOR),
    (memory.staff(STANDING, signs_in=False), Found.STAFF_NO_SIGN_IN),
    (memory.codes(standing(trusted_until=None), NOW), Found.CODES_UNTRUSTED),
    (memory.codes(standing(trusted_until=NOW), NOW), Found.CODES_UNTRUSTED),
    (memory.codes(standing(trusted_until=NOW + timedelta(hours=23)), NOW), Found.CODES_ENDING),
    (memory.versions(STANDING, "1.3.0"), Found.VERSION_DIFFERS),
    (memory.versions(standing(versions={"t-b": "1.2.0", "t-c": "1.1.9"}), "1.2.0"), Found.VERSION_DIFFERS),
    (memory.versions(standing(versions={"t-b": "1.2.0", "t-c": ""}), "1.2.0"), Found.VERSION_UNTOLD),
    (machine.second_screen(True, 1), Found.SECOND_SCREEN_MISSING),
    (machine.second_screen(True, None), Found.SECOND_SCREEN_NOT_TRIED),
    (machine.power(None), Found.POWER_UNTOLD),
    (machine.power(Battery(90, None)), Found.POWER_UNTOLD),
    (machine.power(Battery(49, plugged=True)), Found.POWER_LOW),
    (machine.power(Battery(90, plugged=False)), Found.POWER_UNPLUGGED),
    (machine.power(Battery(19, plugged=False)), Found.POWER_EMPTY),
    (machine.disk(None), Found.DISK_REFUSED),
    (machine.disk(None, moved_aside=True), Found.DISK_REFUSED),
    (machine.disk(8, moved_aside=True), Found.DISK_MOVED_ASIDE),
    (machine.disk(251), Found.DISK_SLOW),
    (machine.space(None), Found.SPACE_UNTOLD),
    (machine.space(2_047), Found.SPACE_LITTLE),
    (machine.space(511), Found.SPACE_NONE),
    (certificates(YEAR, Validity(NOW, NOW)), Found.CERTIFICATES_ENDED),
    (certificates(Validity(NOW + timedelta(hours=1), YEAR.ends)), Found.CERTIFICATES_EARLY),
    (certificates(YEAR, Validity(YEAR.starts, NOW + timedelta(days=29))), Found.CERTIFICATES_SOON),
    (certificates(), Found.CERTIFICATES_UNSEEN),
    (certificates(YEAR, unseen=1), Found.CERTIFICATES_UNSEEN),
)


@pytest.mark.parametrize(("told", "expected"), BAD, ids=lambda value: str(value) if isinstance(value, Found) else "")
def test_whatever_is_wrong_is_found_and_never_green(told: Finding, expected: Found) -> None:
    assert told.found is expected
    assert told.light in (Light.AMBER, Light.RED)
    assert Readiness(NOW, "", "", in_order([*GREEN.values(), told])).light is told.light


def test_what_a_terminal_does_without_says_so() -> None:
    without = frozenset(WAIVABLE)
    told = [
        memory.hub(None, None, without),
        machine.second_screen(True, None, without),
        machine.power(None, without),
        *machine.untried(camera=True, sound=True, audio=False, printer=True, waived=without),
    ]
    assert {one.check for one in told} == without
    assert {one.light for one in told} == {Light.NOT_NEEDED}
    none = (
        memory.hub(replace(LINK, relayed=False), 0),
        machine.second_screen(False, None),
        certificates(tls=False),
        *machine.untried(camera=False, sound=False, audio=False, printer=False),
    )
    assert [str(one.found) for one in none if one.light is not Light.NOT_NEEDED] == ["hand_scanner.not_heard"]


def test_what_nobody_has_tried_is_amber_and_no_device_is_red() -> None:
    told = machine.untried(camera=True, sound=True, audio=True, printer=True)
    assert {one.check for one in told} == set(BY_PERSON)
    assert {one.light for one in told} == {Light.AMBER}
    silent = machine.untried(camera=True, sound=True, audio=False, printer=True)
    assert finding(Found.SOUND_NO_DEVICE) in silent
    assert Found.SOUND_NO_DEVICE.light is Light.RED


def test_ready_is_green_and_one_check_that_nobody_asked_makes_it_amber() -> None:
    assert READY.light is Light.GREEN
    assert READY.missing == ()
    fewer = replace(READY, findings=READY.findings[1:])
    assert (fewer.missing, fewer.light) == ((Check.DATA,), Light.AMBER)
    assert worst([]) is Light.AMBER
    assert worst([Light.NOT_NEEDED]) is Light.AMBER, "nothing was checked"
    assert worst([Light.GREEN, Light.NOT_NEEDED]) is Light.GREEN
    assert worst([Light.GREEN, Light.AMBER, Light.RED]) is Light.RED


RED = """
    data.empty data.partial data.doubtful unsent.copied link.refused link.protocol clock.wrong
    staff.empty staff.no_supervisor codes.untrusted camera.missing hand_scanner.wrong_keyboard
    hand_scanner.damages hand_scanner.missing sound.not_heard sound.no_device printer.illegible
    printer.failed second_screen.missing power.empty disk.refused space.none key_store.locked
    key_store.not_enrolled key_store.withdrawn key_store.no_database certificates.ended
    certificates.early
"""
"""With what no doors open: docs/doors-open.md says the same."""


def test_what_is_red_and_nothing_else_is() -> None:
    assert [str(one) for one in Found if one.light is Light.RED] == RED.split()


def test_every_finding_has_its_light_and_its_words() -> None:
    green = [one for one in Found if one.light is Light.GREEN]
    assert [one.check for one in green] == list(Check), "each check has one way to be green"
    assert set(WORDS) == set(Found)
    assert set(CHECKS) == set(Check)
    for found, said in WORDS.items():
        assert said.says
        assert bool(said.do) == (found.light in (Light.AMBER, Light.RED)), found


@pytest.mark.parametrize("told", [*GREEN.values(), *(one for one, _ in BAD)], ids=lambda one: str(one.found))
def test_its_figures_fill_its_words(told: Finding) -> None:
    names = {name for _, name, _, _ in Formatter().parse(says_of(told)) if name}
    assert names <= told.figures.keys(), told
    assert "{" not in filled(says_of(told), told)


EARLIER: tuple[tuple[Found, Found, timedelta, bool], ...] = (
    (Found.CAMERA_NOT_SHOWN, Found.CAMERA_READS, timedelta(hours=1), True),
    (Found.SOUND_NOT_ASKED, Found.SOUND_HEARD, timedelta(hours=11), True),
    (Found.SOUND_NOT_ASKED, Found.SOUND_HEARD, timedelta(hours=13), False),
    (Found.SOUND_NOT_ASKED, Found.SOUND_HEARD, timedelta(hours=-1), False),
    (Found.SOUND_NOT_ASKED, Found.SOUND_NOT_HEARD, timedelta(hours=1), False),
    (Found.SOUND_NO_DEVICE, Found.SOUND_HEARD, timedelta(hours=1), False),
    (Found.CAMERA_MISSING, Found.CAMERA_READS, timedelta(hours=1), False),
    (Found.UNSENT_SOME, Found.UNSENT_NONE, timedelta(hours=1), False),
)


@pytest.mark.parametrize(("now", "before", "age", "counts"), EARLIER)
def test_what_people_tried_this_morning_counts_and_nothing_else(
    now: Found, before: Found, age: timedelta, counts: bool
) -> None:
    earlier = Readiness(NOW - age, "1.2.0", "", (finding(before),))
    (told,) = machine.carried([finding(now)], earlier, NOW)
    assert told.found is (before if counts else now)
    assert ("at" in told.figures) is counts
    assert machine.carried([finding(now)], None, NOW) == (finding(now),)


# --- as events ----------------------------------------------------------------------------------------------------------


def event(readiness: Readiness, terminal: str = "t-a", at: datetime = NOW, **payload: object) -> Event:
    body = {**signed.payload_of(readiness), **payload}
    made = Event("e" * 32, terminal, "i", 1, at, 0, 0, "1001", "", EventKind.DOORS_CHECKED, body).sealed("0" * 64)
    return event_from_wire(made.to_wire())


@pytest.mark.parametrize("told", [*GREEN.values(), *(one for one, _ in BAD)], ids=lambda one: str(one.found))
def test_a_check_survives_the_way_to_everybody(told: Finding) -> None:
    readiness = replace(READY, findings=in_order([*READY.findings, told]))
    read = signed.signed_of(event(readiness))
    assert read.readiness == readiness
    assert (read.light, read.unknown, read.staff_id) == (readiness.light, 0, "1001")


Spoil = Callable[[dict[str, object]], object]
SPOILT: tuple[Spoil, ...] = (
    lambda line: line.update(found="camera.beams"),
    lambda line: line.update(found=7),
    lambda line: line.update(light="green", found="data.partial"),
    lambda line: line.pop("found"),
)


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_another_version_says_is_never_green(spoil: Spoil) -> None:
    body = signed.payload_of(READY)
    spoil(body["findings"][0])
    read = signed.signed_of(event(READY, findings=body["findings"]))
    assert (read.light, read.unknown) == (Light.AMBER, 1)


def test_an_event_without_findings_is_amber() -> None:
    assert signed.signed_of(event(READY, findings="all good")).light is Light.AMBER
    assert signed.signed_of(event(READY, findings=[])).light is Light.AMBER


ROWS = [TerminalRow("t-a", "Entrance A", "A"), TerminalRow("t-b", "Counter 3", "B")]


def test_the_store_is_as_ready_as_its_worst_terminal() -> None:
    both = signed.board(ROWS, [event(READY), event(READY, "t-b")], NOW)
    assert [one.name for one in both] == ["Counter 3", "Entrance A"]
    assert signed.store_light(both) is Light.GREEN
    worse = event(replace(READY, findings=in_order([*READY.findings, finding(Found.SPACE_NONE, mb=1)])), "t-b")
    assert signed.store_light(signed.board(ROWS, [event(READY), worse], NOW)) is Light.RED
    silent = signed.board(ROWS, [event(READY)], NOW)
    assert signed.store_light(silent) is Light.AMBER
    assert [one.signed is None for one in silent] == [True, False]
    assert signed.store_light([]) is Light.AMBER


def test_yesterdays_green_is_amber_today() -> None:
    old = event(READY, at=NOW - timedelta(hours=13))
    (_, told) = signed.board(ROWS, [old], NOW)
    assert (told.fresh, told.light) == (False, Light.AMBER)
    assert signed.versions(ROWS, signed.latest([old]), "t-b", NOW) == {"t-a": ""}
    assert signed.versions(ROWS, signed.latest([event(READY)]), "t-b", NOW) == {"t-a": "1.2.0"}


def test_the_latest_word_counts_in_whatever_order_it_came() -> None:
    earlier = replace(event(READY, at=NOW - timedelta(hours=1)), event_id="f" * 32)
    later = event(replace(READY, version="1.2.1"))
    for events in ([earlier, later], [later, earlier]):
        assert signed.latest(events)["t-a"].readiness.version == "1.2.1"

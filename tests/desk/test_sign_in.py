"""Who stands at a terminal: badges, PINs, waits that neither a restart nor a clock shortens, and two people for one act."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.lockout import FIRST_WAIT_MS, LONGEST_WAIT_MS, Lockout
from kiosk.domain.pin import problem_of
from kiosk.domain.policy import Role, Staff
from kiosk.domain.reservation import BookingStatus
from kiosk.errors import NotAllowed, Refused, SecondWanted
from kiosk.sign_in import FREE_FOR_ALL, LockedOut, Why
from tests.desk.door import HandClock
from tests.desk.floor_day import ONE, handing
from tests.desk.staff_day import PIN, STAFF, SignInDoor, badge, list_staff, listed, sign_in_door
from tests.store.day import NOON, STRANGER, k1_text, reservation

Open = Callable[..., SignInDoor]


@pytest.fixture
def open_sign_in(tmp_path: Path) -> Iterator[Open]:
    opened: list[SignInDoor] = []

    def open_it(clock: HandClock | None = None, feed=None, letter: str = "A") -> SignInDoor:
        for door in opened:
            if door.terminal_id == f"t-{letter.lower()}":
                door.store.close()  # a restart
        opened.append(sign_in_door(tmp_path / f"{letter}.db", clock or HandClock(), feed, letter))
        return opened[-1]

    yield open_it
    for door in opened:
        door.store.close()


@pytest.fixture
def door(open_sign_in: Open) -> SignInDoor:
    door = open_sign_in()
    list_staff(door)
    return door


def wrong(door: SignInDoor, times: int, staff_id: str = "1001") -> int:
    """So many wrong PINs; how long is to be waited after the last, in seconds."""
    for _ in range(times):
        with pytest.raises(Refused) as refused:
            door.pin(staff_id, "999000")
    return getattr(refused.value, "left_s", 0)


# --- badges ---------------------------------------------------------------------------------------------------------------


def test_before_anybody_signs_in_nothing_can_be_done(door):
    door.book(reservation(1))
    for act in (lambda: door.scan(k1_text(1)), lambda: door.do(door.desk.search, "el")):
        with pytest.raises(NotAllowed, match="Sign in first"):
            act()
    assert door.session.wanted
    assert door.events() == []


def test_a_badge_signs_in_and_another_switches(door):
    door.book(reservation(1))
    signed = door.badge("1001")
    assert (signed.person.name, signed.person.roles, signed.wants_pin) == ("Amélie", {Role.GREETER}, False)
    assert door.scan(k1_text(1)).admitted
    door.badge("1002")
    assert door.session.staff() == Staff("1002", frozenset({Role.RUNNER}))
    door.do(door.desk.stockroom.claim, (ONE,))
    door.do(door.desk.sign_in.end)
    assert door.session.wanted
    assert [(event.kind, event.staff_id) for event in door.events()] == [
        ("signed_in", "1001"),
        ("arrived", "1001"),
        ("signed_out", "1001"),
        ("signed_in", "1002"),
        ("preparation_claimed", "1002"),
        ("signed_out", "1002"),
    ]
    assert [event.payload for event in door.told("signed_out")] == [{"why": "switched"}, {"why": "asked"}]
    door.do(door.desk.sign_in.end, Why.IDLE)
    assert len(door.told("signed_out")) == 2, "nobody was there"


def test_a_badge_that_stays_before_the_camera_is_nobody_new(door):
    door.badge("1001")
    assert door.badge("1001").person.staff_id == "1001"
    assert [str(event.kind) for event in door.events()] == ["signed_in"]


@pytest.mark.parametrize(
    "text",
    [
        badge("1001", generation=1),
        badge("1001", signer=STRANGER),
        badge("1001", store=99),
        badge("1001", not_after=NOON - timedelta(minutes=1)),
        badge("1099"),
        badge("1001", flags=0),
        badge("1001", flags=3),
        "1001",
    ],
    ids=["older generation", "forged", "another store's", "expired", "nobody's", "no badge", "training", "no code"],
)
def test_what_is_no_good_badge_signs_nobody_in(door, text):
    with pytest.raises(Refused):
        door.do(door.desk.sign_in.by_badge, (text,))
    assert door.session.wanted
    assert not door.told("signed_in")


def test_two_badges_in_one_picture_are_nobodys(door):
    with pytest.raises(Refused):
        door.do(door.desk.sign_in.by_badge, (badge("1001"), badge("1004")))
    assert door.session.wanted


def test_who_has_left_or_lost_the_badge_is_told_so_and_it_is_recorded(door):
    list_staff(door, listed(STAFF[0], badge_generation=1), listed(STAFF[1], left_at=NOON))
    for staff_id in ("1001", "1002"):
        with pytest.raises(Refused, match="not good any more"):
            door.badge(staff_id)
    with pytest.raises(Refused, match="wrong"):
        door.pin("1002")
    assert [event.payload for event in door.told("scan_refused")] == [{"verdict": "staff_badge"}] * 2
    assert door.badge("1001", generation=1).person.staff_id == "1001"


def test_a_badge_admits_no_customer(door):
    door.badge("1001")
    assert not door.scan(badge("1004")).admitted


# --- PINs -----------------------------------------------------------------------------------------------------------------


def test_a_number_and_a_pin_sign_in(door):
    assert door.pin("1004").person.name == "Sam"
    assert door.told("signed_in")[0].payload == {"by": "pin"}


def test_wrong_number_and_wrong_pin_are_told_alike(door):
    told = set()
    for staff_id, pin in (("1001", "999000"), ("8888", PIN), ("", ""), ("1001", "")):
        with pytest.raises(Refused) as refused:
            door.pin(staff_id, pin)
        told.add(str(refused.value))
    assert len(told) == 1


def test_a_pepper_of_another_store_opens_nothing(door):
    door.desk.sign_in._pepper = b"\x0f" * 32  # an enrolment of another store
    with pytest.raises(Refused, match="wrong"):
        door.pin("1001")


def test_a_first_pin_is_changed_before_anything_else(door, open_sign_in):
    list_staff(door, listed(STAFF[0], pin_first=True))
    assert door.pin("1001").wants_pin
    assert door.session.wanted
    for bad in ("12345", "123456", "111111", "121212", "410010", "40719a", "٤٠٧١٩٣", PIN, "123456789"):
        with pytest.raises(Refused):
            door.do(door.desk.sign_in.choose_pin, bad)
    assert door.do(door.desk.sign_in.choose_pin, "820517").person.staff_id == "1001"
    with pytest.raises(Refused, match="first PIN again"):
        door.do(door.desk.sign_in.choose_pin, "820518")
    (changed,) = door.told("pin_changed")
    assert "820517" not in str(changed.payload)
    other = open_sign_in(letter="B", feed=door.feed)
    door.feed.put("event", changed.event_id, changed.to_wire())
    for terminal in (door, other):
        terminal.pull()
        with pytest.raises(Refused):
            terminal.pin("1001", PIN)
        assert not terminal.pin("1001", "820517").wants_pin, "at the other terminals too"
    list_staff(
        door,
        listed(STAFF[0]).__class__(
            **{**_fields(listed(STAFF[0], pin_first=True)), "pin_set_at": NOON + timedelta(hours=1)}
        ),
    )
    assert door.pin("1001", PIN).wants_pin, "central has drawn a new one since"


def _fields(row):
    return {name: getattr(row, name) for name in row.__slots__}


def test_what_a_pin_may_be():
    assert problem_of("407193", "1001") == ""
    assert "6 to 8" in problem_of("40719", "1001")
    assert "number" in problem_of("410015", "1001")


# --- waiting --------------------------------------------------------------------------------------------------------------


def test_wrong_pins_make_a_number_wait_and_only_that_one(door):
    assert wrong(door, 4) == 0
    assert wrong(door, 1) == FIRST_WAIT_MS // 1000
    with pytest.raises(LockedOut):
        door.pin("1001")
    assert door.pin("1002").person.staff_id == "1002", "a colleague goes on"
    assert door.badge("1001").person.staff_id == "1001", "and so does the badge"
    (locked,) = door.told("locked_out")
    assert (locked.staff_id, locked.payload) == ("", {"staff": "1001", "failures": 5})


def test_waits_grow_and_end_and_a_right_pin_forgets_them(door):
    wrong(door, 5)
    door.clock.ms += FIRST_WAIT_MS
    assert wrong(door, 1) == 2 * FIRST_WAIT_MS // 1000
    door.clock.ms += 2 * FIRST_WAIT_MS - 1
    with pytest.raises(LockedOut) as locked:
        door.pin("1001")
    assert locked.value.left_s == 1
    door.clock.ms += 1
    door.pin("1001")
    assert wrong(door, 4) == 0


def test_no_wait_is_longer_than_the_longest():
    lockout = Lockout()
    for _ in range(40):
        lockout = lockout.failed()
    assert lockout.left_ms == LONGEST_WAIT_MS


def test_neither_a_restart_nor_a_clock_shortens_a_wait(door, open_sign_in):
    wrong(door, 5)
    for at in (NOON + timedelta(days=2), NOON - timedelta(days=2)):
        door.clock.at = at
        with pytest.raises(LockedOut):
            door.pin("1001")
    again = open_sign_in(HandClock(NOON + timedelta(days=1), ms=9_000_000), door.feed)
    with pytest.raises(LockedOut) as locked:
        again.pin("1001")
    assert locked.value.left_s == FIRST_WAIT_MS // 1000, "a machine that was off has waited for nothing"
    again.clock.ms += FIRST_WAIT_MS
    again.clock.at = NOON
    assert again.pin("1001").person.staff_id == "1001"


def test_failures_before_the_first_wait_survive_a_restart(door, open_sign_in):
    wrong(door, 4)
    again = open_sign_in(HandClock(), door.feed)
    assert wrong(again, 1) == FIRST_WAIT_MS // 1000


def test_one_pin_with_every_number_makes_the_terminal_wait(door):
    for number in range(FREE_FOR_ALL):
        assert wrong(door, 1, f"{7000 + number}") == 0
    assert wrong(door, 1, "7999") == FIRST_WAIT_MS // 1000
    with pytest.raises(LockedOut):
        door.pin("1004")
    assert door.badge("1004").person.staff_id == "1004"


def test_a_supervisor_ends_a_wait(door):
    wrong(door, 5)
    door.badge("1003")
    with pytest.raises(NotAllowed):
        door.do(door.desk.sign_in.unlock, "1001")
    door.badge("1004")
    door.do(door.desk.sign_in.unlock, "1001")
    with pytest.raises(Refused, match="not waiting"):
        door.do(door.desk.sign_in.unlock, "1001")
    assert door.pin("1001").person.staff_id == "1001"
    (told,) = door.told("unlocked")
    assert (told.staff_id, told.payload) == ("1004", {"staff": "1001"})


# --- two people -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def cancelled(door):
    """Ready at the counter, and cancelled since; a supervisor is signed in."""
    list_staff(door, *map(listed, STAFF), listed(STAFF[3].__class__("1005", "Mia", tuple(Role))))
    door.book(reservation(1))
    door.badge("1005")
    door.scan(k1_text(1))
    door.prepare("S-1")
    door.book(reservation(1, status=BookingStatus.CANCELLED))
    door.badge("1004")
    return door


def hand(door: SignInDoor) -> object:
    return door.do(door.desk.counter.hand_over, handing("S-1", reason="the customer changed her mind"))


def test_a_hand_over_after_a_cancellation_takes_two(cancelled):
    with pytest.raises(SecondWanted, match="two people"):
        hand(cancelled)
    with pytest.raises(Refused, match="another person"):
        cancelled.pin("1004", second=True)
    cancelled.pin("1003", second=True)
    assert cancelled.session.staff().staff_id == "1004", "who is signed in stays so"
    hand(cancelled)
    (event,) = cancelled.told("handed_over")
    assert (event.staff_id, event.payload["second"]) == ("1004", "1003")
    assert event.payload["reason"]


@pytest.mark.parametrize("second", ["1001", "1002", "1003", "1005"])
def test_who_may_be_the_second(cancelled, second):
    if second in ("1001", "1002"):
        with pytest.raises(NotAllowed):
            cancelled.ask(lambda: cancelled.desk.sign_in.by_badge((badge(second),), second=True))
        with pytest.raises(SecondWanted):
            hand(cancelled)
        return
    cancelled.ask(lambda: cancelled.desk.sign_in.by_badge((badge(second),), second=True))
    hand(cancelled)


def test_a_second_person_stands_by_once_and_not_for_long(cancelled):
    cancelled.pin("1003", second=True)
    cancelled.clock.ms += 121_000
    with pytest.raises(SecondWanted):
        hand(cancelled)
    cancelled.pin("1003", second=True)
    cancelled.badge("1005")
    cancelled.badge("1004")  # signed in anew: whoever stood by stands by no more
    with pytest.raises(SecondWanted):
        hand(cancelled)

"""What comes back over the counter, on real files and by touch: wrong customers, exchanges, too late."""

import pytest

from kiosk.domain.counter import TakeBack
from kiosk.domain.state import Stage
from tests.ui.counter_room import OpenCounter, number, with_open_lock, with_ready
from tests.ui.station_room import OpenTeam


def test_a_wrong_hand_over_comes_back_and_goes_on_waiting(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    room = open_counter(team)
    with_open_lock(team, room)
    room.touch("presented_0")
    room.touch("demo_0")
    room.touch("handOver")
    room.touch("takeBack")
    room.touch("back_0")
    room.shows("noticeText", "waits for the watch again")
    room.wait(lambda: room.numbers() == [number(team)])
    assert team.events()[-1].payload["reason"] == str(TakeBack.WRONG)


@pytest.mark.parametrize(("button", "quarantined"), [("unitToQuarantine", ["SN1"]), ("unitToShelf", [])])
def test_an_exchange_begins_the_task_anew(
    open_team: OpenTeam, open_counter: OpenCounter, button: str, quarantined: list[str]
) -> None:
    team = with_ready(open_team)
    team.hand("SN1")
    room = open_counter(team)
    room.touch("tab_collected")
    room.touch(f"ready_{number(team)}")
    room.shows("faceText", "unit SN1")
    room.touch("takeBack")
    room.touch("back_1")
    room.touch(button)
    room.shows("noticeText", "another unit is prepared")
    state = team.entry().state
    assert (state.stage, [one.serial for one in state.rejected]) == (Stage.PREPARING, quarantined)


def test_a_return_waits_for_a_supervisor(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    team.hand("SN1")
    room = open_counter(team)
    room.touch("tab_collected")
    room.touch(f"ready_{number(team)}")
    room.touch("takeBack")
    room.touch("back_2")
    room.touch("unitToQuarantine")
    room.shows("noticeText", "on hold")
    assert team.entry().stage is Stage.ON_HOLD
    assert room.numbers() == []


def test_too_late_to_take_it_back_alone(open_team: OpenTeam, open_counter: OpenCounter) -> None:
    team = with_ready(open_team)
    team.hand("SN1")
    team.clock.forward(hours=2)
    room = open_counter(team)
    room.touch("tab_collected")
    room.touch(f"ready_{number(team)}")
    room.touch("takeBack")
    room.touch("back_0")
    room.shows("noticeText", "call a supervisor")
    assert team.entry().stage is Stage.COLLECTED

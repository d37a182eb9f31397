"""The channel from central, one signal at a time."""

from dataclasses import replace

import pytest

from sync import engine, pull
from sync.outcome import (
    Oversized,
    Reached,
)
from sync.signals import (
    BeginCopyAgain,
    Channel,
    CopyBegunAgain,
    Crashed,
    FetchPage,
    LoadLives,
    LoadPosition,
    PageSaved,
    PositionLoaded,
    SavePage,
    Sleep,
    SleepEnded,
    Started,
    StoreFailed,
)
from sync.status import LinkProblem
from sync.wire import (
    MAX_PAGE,
    MAX_WAIT_S,
    FeedPage,
)
from tests.sync.told import (
    BEGIN,
    DOWN,
    ROW,
    at,
    at_head,
    fetched,
    page,
    pulling,
    resting,
    run,
)


def test_pull_begins_where_the_store_stands() -> None:
    state, commands = run(engine.begin(BEGIN), Started(Channel.PULL, at()))
    assert commands == (LoadPosition(),)
    assert run(state, PositionLoaded("e1", 7, at()))[1] == (FetchPage("e1", 7, MAX_PAGE, 0),)


def test_the_next_page_is_asked_for_only_after_the_save() -> None:
    first = page(2, head=False, rows=(ROW,))
    state, commands = run(pulling(), fetched(Reached(first)))
    assert commands == (SavePage(first),)
    assert run(state, PageSaved(None, at()))[1] == (FetchPage("e1", 2, MAX_PAGE, 0),)


def test_at_the_head_the_long_poll_waits() -> None:
    assert run(pulling(), fetched(Reached(page(5))), PageSaved(True, at()))[1] == (
        FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),
    )


def test_an_empty_poll_that_waited_is_followed_by_the_next() -> None:
    state = at_head()
    assert run(state, fetched(Reached(page(5)), 25_000), PageSaved(True, at(25_000)))[1] == (
        FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),
    )


def test_a_server_that_ignores_wait_is_not_asked_in_a_busy_loop() -> None:
    state, commands = run(at_head(), fetched(Reached(page(5)), 3), PageSaved(True, at(3)))
    assert commands == (Sleep(Channel.PULL, 997),)
    assert engine.status(state, None).problem is LinkProblem.NONE
    # Rows are another matter: they are wanted as fast as they come.
    busy = run(at_head(), fetched(Reached(page(6, rows=(ROW,))), 3), PageSaved(True, at(3)))
    assert isinstance(busy[1][0], FetchPage)


def test_a_page_that_could_not_be_saved_is_saved_again_and_nothing_is_fetched_meanwhile() -> None:
    kept = page(5)
    state, commands = run(pulling(), fetched(Reached(kept)), StoreFailed(Channel.PULL, "disk full", at()))
    assert isinstance(commands[0], Sleep)
    status = engine.status(state, None)
    assert (status.online, status.problem, status.detail) == (True, LinkProblem.NOT_SAVED, "disk full")
    for ms in range(20):
        state, commands = run(state, SleepEnded(Channel.PULL, at(ms)))
        assert commands == (SavePage(kept),)
        state, commands = run(state, StoreFailed(Channel.PULL, "disk full", at(ms)))
        assert engine.status(state, None).online
    state, commands = run(state, SleepEnded(Channel.PULL, at()), PageSaved(True, at()))
    assert commands == (FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),)
    assert engine.status(state, None).problem is LinkProblem.NONE


def test_another_epoch_begins_at_0_and_makes_push_ask_what_is_held() -> None:
    state = replace(resting(), pull=at_head().pull)
    other = page(1, epoch="e2", rows=(ROW,))
    state, commands = run(state, fetched(Reached(other)))
    assert commands == (SavePage(other), LoadLives())
    assert run(state, PageSaved(True, at()))[1] == (FetchPage("e2", 1, MAX_PAGE, MAX_WAIT_S),)


@pytest.mark.parametrize(
    "strange",
    [
        page(4),
        page(5, head=False),
        page(0, epoch="e2", head=False),
        page(9, rows=(ROW,), after=8),
        page(9, epoch="e2", after=9),
    ],
    ids=["went back", "stands still", "stands still in another epoch", "leaves rows out", "of one who has that epoch"],
)
def test_a_page_that_leads_nowhere_is_not_saved(strange: FeedPage) -> None:
    state, commands = run(at_head(), fetched(Reached(strange)))
    assert [type(one) for one in commands] == [Sleep]
    assert engine.status(state, None).problem is LinkProblem.PROTOCOL


def test_a_copy_proven_wrong_is_pulled_again_but_not_over_and_over() -> None:
    state, commands = run(pulling(), fetched(Reached(page(5))), PageSaved(False, at()))
    assert commands == (BeginCopyAgain("e1"),)
    state, commands = run(state, CopyBegunAgain(at()))
    assert commands == (FetchPage("e1", 0, MAX_PAGE, 0),)
    state, commands = run(state, fetched(Reached(page(5))), PageSaved(False, at(1000)))
    assert commands == (FetchPage("e1", 5, MAX_PAGE, MAX_WAIT_S),)
    later = pull.MEND_EVERY_MS + 1
    assert run(state, fetched(Reached(page(5)), later), PageSaved(False, at(later)))[1] == (BeginCopyAgain("e1"),)


def test_a_copy_that_could_not_be_begun_again_is_begun_again_when_the_disk_has_room() -> None:
    """Found by the simulator, seed 213,939: the disk was full at that moment, and the copy stayed wrong for ten minutes."""
    state, commands = run(pulling(), fetched(Reached(page(5))), PageSaved(False, at()))
    assert commands == (BeginCopyAgain("e1"),)
    state, commands = run(state, StoreFailed(Channel.PULL, "the disk is full", at()))
    assert [type(one) for one in commands] == [Sleep]
    state, _ = run(state, SleepEnded(Channel.PULL, at(500)))
    assert run(state, fetched(Reached(page(5)), 600), PageSaved(False, at(600)))[1] == (BeginCopyAgain("e1"),)


def test_a_copy_that_was_mended_and_is_wrong_again_is_pulled_at_once() -> None:
    """Central was restored from a backup twice: what was proven whole in between is no circle."""
    state, _ = run(pulling(), fetched(Reached(page(5))), PageSaved(False, at()), CopyBegunAgain(at()))
    state, _ = run(state, fetched(Reached(page(5))), PageSaved(True, at(1000)))
    assert run(state, fetched(Reached(page(5)), 2000), PageSaved(False, at(2000)))[1] == (BeginCopyAgain("e1"),)


def test_a_page_too_large_is_asked_for_smaller_and_grows_again() -> None:
    state = run(pulling(), fetched(Oversized("large")))[0]
    state, commands = run(state, SleepEnded(Channel.PULL, at()))
    assert commands == (FetchPage("", 0, MAX_PAGE // 4, 0),)
    state, commands = run(state, fetched(Reached(page(2, head=False))), PageSaved(None, at()))
    assert commands == (FetchPage("e1", 2, MAX_PAGE // 2, 0),)


def test_after_a_failure_the_poll_does_not_wait_so_that_the_link_shows_at_once() -> None:
    _, commands = run(at_head(), fetched(DOWN), SleepEnded(Channel.PULL, at()))
    assert commands == (FetchPage("e1", 5, MAX_PAGE, 0),)


def test_a_fault_of_ours_begins_again_from_the_store() -> None:
    state, commands = run(pulling(), fetched(Reached(page(5))), Crashed(Channel.PULL, "KeyError", at()))
    assert commands == (Sleep(Channel.PULL, 500),)
    assert engine.status(state, None).problem is LinkProblem.PROTOCOL
    assert run(state, SleepEnded(Channel.PULL, at()))[1] == (LoadPosition(),)

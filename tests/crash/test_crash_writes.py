"""Some of the places at which the long run (`python -m tests.crash writes`) breaks every act of a terminal."""

import sys
from collections.abc import Iterator

import pytest

if sys.platform != "linux":
    pytest.skip("strace is Linux's", allow_module_level=True)

from tests.crash.proof import Lost
from tests.crash.syscalls import unavailable
from tests.crash.writes import KILL, REFUSALS, Stage, Tally, staged, sweep

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(unavailable()), reason=unavailable())]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("stage")) as stage:
        yield stage


@pytest.mark.parametrize(
    ("act", "every"),
    [
        ("scan", 13),
        ("sync", 29),
        ("migration", 67),
        ("opening", 26),
        ("closing", 11),
        ("creation", 41),
        ("rekeying", 37),
    ],
)
def test_an_act_broken_at_a_write_loses_nothing(stage: Stage, act: str, every: int) -> None:
    tally = Tally()
    sweep(stage, act, (KILL, *REFUSALS), tally, every)
    assert tally.cuts.total() > 1
    assert tally.calls[act]["pwrite64"] > 1


def test_a_loss_would_be_seen(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sweep over a file that forgets what it held."""
    forgotten = stage.unsent
    monkeypatch.setattr(stage, "unsent", [*forgotten, "an event that is nowhere"])
    with pytest.raises(Lost, match="was in the file before"):
        sweep(stage, "opening", (KILL,), Tally(), 30)

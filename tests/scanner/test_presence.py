"""One `Scanned` per presentation: cases a greeter would name, and properties over any sequence of frames."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.messages import Quad
from scanner.presence import Patience, Presence, Reading

QUAD: Quad = ((0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2))
PATIENCE = Patience(gone_after=0.7, debounce=3.0, stable_frames=3)
PERIOD = 0.1


def play(*runs: tuple[str, float]) -> list[str]:
    """`("AB", 1.0)`: both codes read in every frame for a second. `""`: nothing read. Gives what was presented."""
    presence, now, presented = Presence(PATIENCE), 0.0, list[str]()
    for texts, duration in runs:
        for _ in range(round(duration / PERIOD)):
            readings = presence.step(now, [Reading(text, QUAD, "zxing") for text in texts])
            if readings:
                presented.append("".join(reading.text for reading in readings))
            now += PERIOD
    return presented


@pytest.mark.parametrize(
    ("runs", "presented"),
    [
        pytest.param([("", 2.0)], [], id="nobody"),
        pytest.param([("A", 0.1)], ["A"], id="read in a single frame"),
        pytest.param([("A", 20.0)], ["A"], id="held for twenty seconds"),
        pytest.param([("A", 0.2), ("", 0.4), ("A", 0.2)], ["A"], id="unread in between, still there"),
        pytest.param([("A", 0.2), ("", 2.5), ("A", 0.2)], ["A"], id="leans in again within the debounce"),
        pytest.param([("A", 0.2), ("", 3.5), ("A", 0.2)], ["A", "A"], id="comes back later"),
        pytest.param([("A", 9.0), ("", 2.5), ("A", 0.2)], ["A"], id="the debounce counts from leaving"),
        pytest.param([("A", 0.2), ("", 0.9), ("B", 0.2)], ["A", "B"], id="next customer"),
        pytest.param([("AB", 0.3)], ["AB"], id="two codes at once"),
        pytest.param([("AB", 0.2), ("", 2.0)], [], id="two codes, gone before they were stable"),
        pytest.param([("AB", 0.1), ("A", 2.0)], ["A"], id="the second code was a glimpse"),
        pytest.param([("AB", 9.0)], ["AB"], id="two codes held for long"),
        pytest.param([("AB", 1.0), ("B", 2.0)], ["AB", "B"], id="one of two is taken away, the other stays"),
        pytest.param([("A", 1.0), ("AB", 1.0)], ["A", "AB"], id="a second code joins the first"),
        pytest.param([("A", 1.0), ("AB", 1.0), ("A", 4.0)], ["A", "AB"], id="joined and left again"),
        pytest.param([("A", 1.0), ("AB", 1.0), ("B", 4.0)], ["A", "AB", "B"], id="the second one stays"),
        pytest.param([("AB", 1.0), ("ABC", 1.0)], ["AB", "ABC"], id="three"),
        pytest.param([("AA", 1.0)], ["A"], id="the same code twice in the picture is one code"),
    ],
)
def test_presented_once(runs: list[tuple[str, float]], presented: list[str]) -> None:
    assert play(*runs) == presented


frames = st.lists(
    st.tuples(st.floats(0.01, 2.0), st.frozensets(st.sampled_from("ABC"), max_size=3)), min_size=1, max_size=80
)


@given(frames)
def test_only_what_was_just_read_is_presented_and_never_twice_without_leaving(
    sequence: list[tuple[float, frozenset[str]]],
) -> None:
    presence, now = Presence(PATIENCE), 0.0
    last_read: dict[str, float] = {}
    longest_absence: dict[frozenset[str], float] = {}
    for passed, texts in sequence:
        now += passed
        for known, longest in list(longest_absence.items()):
            longest_absence[known] = max(longest, now - max(last_read[text] for text in known))
        last_read.update(dict.fromkeys(texts, now))
        presented = presence.step(now, [Reading(text, QUAD, "zxing") for text in sorted(texts)])
        together = frozenset(reading.text for reading in presented)
        assert len(together) == len(presented)
        assert all(now - last_read[text] <= PATIENCE.gone_after for text in together)
        if together:
            if len(together) == 1 and together in longest_absence:
                assert longest_absence[together] > PATIENCE.gone_after
            longest_absence[together] = 0.0


@given(st.lists(st.integers(0, 6), min_size=1, max_size=60))
def test_one_code_read_now_and_then_is_one_presentation(unread: list[int]) -> None:
    presence, now, count = Presence(PATIENCE), 0.0, 0
    for gap in unread:
        count += len(presence.step(now, [Reading("A", QUAD, "zxing")]))
        for _ in range(gap):
            now += PERIOD
            count += len(presence.step(now, []))
    assert count == 1

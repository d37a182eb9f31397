"""One `Scanned` per presentation. Pure: no clock, no picture; time comes in with each frame.

The texts in view are those read within the last `gone_after` seconds (a code is not read in every frame). A single
text is presented at once. Several different texts in view are presented together, when each has been read in
`stable_frames` frames. What has been presented is not presented again until all of it has been out of view for
`debounce` seconds: neither while the phone stays there, nor when the same customer leans in once more. When of several
codes one is taken away, the one that stays is presented by itself: that is what "one at a time" asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scanner.messages import Quad


@dataclass(frozen=True, slots=True)
class Reading:
    """One code that an engine read in one frame. `quad` in fractions of the frame."""

    text: str
    quad: Quad
    engine: str


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds and frames; see the file's head."""

    gone_after: float = 0.7
    debounce: float = 3.0
    stable_frames: int = 3


@dataclass(slots=True)
class _Track:
    reading: Reading
    last_seen: float
    frames: int


class Presence:
    """Feed it every frame's readings, in order of time."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._in_view: dict[str, _Track] = {}
        self._presented: dict[frozenset[str], float] = {}
        """What has been presented, and when all of it was last in view."""

    def step(self, now: float, readings: Sequence[Reading]) -> tuple[Reading, ...]:
        """The readings to present now, first seen first; mostly none. Each text at most once."""
        patience = self._patience
        for text in [text for text, track in self._in_view.items() if now - track.last_seen > patience.gone_after]:
            del self._in_view[text]
        for reading in {reading.text: reading for reading in readings}.values():
            track = self._in_view.get(reading.text)
            if track is None:
                self._in_view[reading.text] = _Track(reading, now, 1)
            else:
                track.reading, track.last_seen, track.frames = reading, now, track.frames + 1
        texts = frozenset(self._in_view)
        self._remember(now, texts)
        if not texts or texts in self._presented or not readings:
            return ()
        if len(texts) > 1 and any(track.frames < patience.stable_frames for track in self._in_view.values()):
            return ()
        self._presented[texts] = now
        return tuple(track.reading for track in self._in_view.values())

    def _remember(self, now: float, in_view: frozenset[str]) -> None:
        """Keep what is still in view; forget what has been away for long enough, which re-arms it."""
        for texts, last_seen in list(self._presented.items()):
            seen = [self._in_view[text].last_seen for text in texts if text in self._in_view]
            if texts <= in_view:
                self._presented[texts] = max(last_seen, min(seen))
            elif now - last_seen >= self._patience.debounce:
                del self._presented[texts]

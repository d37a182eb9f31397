"""What one unread frame looks like where a code seems to be, and what one such look advises. Pure: numbers only.

`measures.py` fills a Look from pixels; `advice.py` makes hints that do not flicker out of many of them. The limits are
here, each in the unit that the reader (decoder) cares about: modules, not pixels, where that is possible.
"""

from dataclasses import dataclass

from scanner.messages import AdviceKind

SMALL_MODULE = 2.4
"""Pixels. Three are comfortable for every decoder; below two nothing reads."""
LARGE_PART = 0.82
"""Of the frame's shorter side: a code larger than this leaves the frame at the next tremble, and is out of focus."""
BLINDED = 0.04
"""Share of the code's area that is one white spot. Error correction M forgives 15 %, but not in a finder pattern."""
DIM_LIGHT = 92.0
"""Of 255: the code's light modules are darker than this."""
FAINT = 34.0
"""Of 255: light and dark modules differ by less than this."""
SOFT_EDGE = 1.15
"""Modules over which an edge is spread: beyond one, neighbours run into each other."""
MOVING = 0.16
"""Of the code's contrast, changed from one frame to the next."""


@dataclass(frozen=True, slots=True)
class Look:
    """One frame's measures of the part that looks like a code."""

    finders: int
    """Finder patterns found, 0 to 3; with none, the place is known only from the frames before."""
    module: float
    """Pixels a module, 0 when unknown."""
    part: float
    """The longer side of the code, as part of the frame's shorter side."""
    cut: bool
    """Reaches beyond the frame's border."""
    glare: float
    light: float
    """Grey of the light modules, 0..255."""
    contrast: float
    """Light minus dark, 0..255."""
    edge: float
    """Pixels over which an edge is spread."""
    motion: float


def opinion(look: Look) -> AdviceKind:
    """What this frame alone advises; NONE: nothing is wrong with it that a hand could mend."""
    module = look.module or look.part * 720 / 49
    if look.cut:
        return AdviceKind.FURTHER if look.part > 0.5 else AdviceKind.CENTRE
    if look.part > LARGE_PART:
        return AdviceKind.FURTHER
    if look.glare > BLINDED:
        return AdviceKind.TILT
    if look.motion > MOVING:
        return AdviceKind.HOLD_STILL
    if look.light < DIM_LIGHT or look.contrast < FAINT:
        return AdviceKind.BRIGHTEN
    if look.module and look.module < SMALL_MODULE:
        return AdviceKind.CLOSER
    if look.edge > SOFT_EDGE * module:
        return AdviceKind.FURTHER if look.part > 0.5 else AdviceKind.HOLD_STILL
    return AdviceKind.NONE

"""Whether a hand scanner's serial line is there. Apart from the line itself, so that a screen need not load its library."""

from enum import StrEnum


class LineState(StrEnum):
    WAITING = "waiting"
    """Not there yet, or gone again."""
    OPEN = "open"

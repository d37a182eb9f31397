"""The role a terminal plays in the store. Decides nothing: which acts a person may do is said by roles (`policy.py`)."""

from enum import StrEnum


class Station(StrEnum):
    ENTRANCE = "entrance"
    STOCKROOM = "stockroom"
    COUNTER = "counter"
    SUPERVISOR = "supervisor"
    DISPLAY = "display"
    """The customers' screen in the waiting area."""

"""How the day stands at its end, in one value: the account, what does not come out, and whether somebody has closed it. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.closing.balance import Balance, balance
from kiosk.domain.closing.book import DayBook
from kiosk.domain.closing.difference import Difference, DifferenceKind, differences
from kiosk.domain.closing.standing import Closed, closed


class Standing(StrEnum):
    """What a supervisor is told first."""

    UNEXPLAINED = "unexplained"
    """There are differences that nobody has explained."""
    BALANCED = "balanced"
    """Each difference is explained, or there is none: it can be closed."""
    CLOSED = "closed"
    REOPENED = "reopened"
    """It was closed, and something has come since."""


@dataclass(frozen=True)
class DayEnd:
    book: DayBook
    balance: Balance
    differences: tuple[Difference, ...]
    closed: Closed | None

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if one.is_open)

    @property
    def no_shows(self) -> tuple[str, ...]:
        """Reservation ids of those who can be marked now."""
        kind = DifferenceKind.NOT_MARKED
        return tuple(one.subject for one in self.differences if one.kind is kind)

    @property
    def standing(self) -> Standing:
        if self.closed is not None:
            return Standing.CLOSED if self.closed.stands else Standing.REOPENED
        return Standing.UNEXPLAINED if self.unexplained else Standing.BALANCED


def day_end(book: DayBook) -> DayEnd:
    return DayEnd(book, balance(book), differences(book), closed(book))

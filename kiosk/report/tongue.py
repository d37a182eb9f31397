"""Times, numbers, models and people as the report writes them, in one language and the store's time zone. Pure."""

from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_decimal

from kiosk.domain import formats
from kiosk.domain.closing.book import DayBook
from kiosk.domain.plain_text import plain
from kiosk.domain.reservation import Slot
from kiosk.report.words import Words

LONGEST_NAME = 80
LONGEST_REASON = 200
MOST_NAMED = 12


@dataclass(frozen=True)
class Tongue:
    words: Words
    book: DayBook

    def count(self, number: int) -> str:
        return formats.number(number, self.words.language)

    def minutes(self, seconds: float) -> str:
        """`12,4`: the unit stands over the column."""
        return format_decimal(round(seconds / 60, 1), format="#,##0.0", locale=self.words.locale)

    def slot(self, slot: Slot) -> str:
        return formats.span(slot, self.book.zone, self.words.language)

    def clock(self, at: datetime) -> str:
        return formats.clock(at, self.book.zone, self.words.language)

    def when(self, at: datetime) -> str:
        """The time alone on the day itself, else with its day."""
        return formats.moment(at, self.book.day.start, self.book.zone, self.words.language)

    def date(self, at: datetime) -> str:
        local = at.astimezone(self.book.zone).date()
        return f"{formats.day(local, self.words.language)} {local.year}"

    def hours(self, at: datetime) -> float:
        """Since the day's midnight, as the store's clocks go."""
        return (at - self.book.day.start).total_seconds() / 3600

    def model(self, sku: str) -> str:
        product = next((one for one in self.book.products if one.sku == sku), None)
        if product is None:
            return plain(sku, LONGEST_NAME) or "–"
        return plain(" ".join(part for part in (product.name, product.size, product.case) if part), LONGEST_NAME)

    def terminal(self, terminal_id: str) -> str:
        row = next((one for one in self.book.terminals if one.terminal_id == terminal_id), None)
        return plain(row.name if row else terminal_id[:8], LONGEST_NAME)

    def staff(self, staff_id: str) -> str:
        """Their number: names stand in no event and in no report."""
        return plain(staff_id, 12) or "–"

    def reason(self, text: str) -> str:
        return plain(text, LONGEST_REASON)

    def several(self, names: list[str]) -> str:
        """Some of many by name, the others counted."""
        shown = ", ".join(names[:MOST_NAMED])
        left = len(names) - MOST_NAMED
        return self.words.and_more.format(list=shown, count=self.count(left)) if left > 0 else shown

"""How the domain writes times, days, ages and numbers, under the name that pages know it by."""

from kiosk.domain.formats import NBSP, THIN, age, clock, clock_digits, day, moment, number, seconds, span

__all__ = ["NBSP", "THIN", "age", "clock", "clock_digits", "day", "moment", "number", "seconds", "span"]

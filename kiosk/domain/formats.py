"""Times, days, ages and numbers as people of one language write them. Pure: no clock, no Qt, no translator.

French puts a no-break space before `h` and between thousands (Imprimerie nationale); English writes 14:30 and 1,000.
"""

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from kiosk.domain.reservation import Slot

NBSP = "\u00a0"
THIN = "\u202f"

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def number(count: int, language: str) -> str:
    """`1 000` or `1,000`."""
    grouped = f"{count:,}"
    return grouped.replace(",", THIN) if language == "fr" else grouped


def seconds(milliseconds: float, language: str) -> str:
    """`0,34 s` or `0.34 s`; from ten seconds on without the hundredths."""
    amount = milliseconds / 1000
    written = f"{amount:.2f}" if amount < 10 else f"{amount:.0f}"
    return f"{written.replace('.', ',') if language == 'fr' else written}{NBSP}s"


def clock(instant: datetime, zone: tzinfo, language: str) -> str:
    """`14 h 05` or `14:05`, in the store's time."""
    local = instant.astimezone(zone)
    if language == "fr":
        return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}"
    return f"{local.hour}:{local.minute:02d}"


def clock_digits(instant: datetime, zone: ZoneInfo) -> str:
    """`14:05`, the wall clock of the status strip."""
    return instant.astimezone(zone).strftime("%H:%M")


def day(when: date, language: str) -> str:
    """`lundi 1er décembre` or `Monday 1 December`."""
    number_text = "1er" if language == "fr" and when.day == 1 else str(when.day)
    return f"{_DAYS[language][when.weekday()]} {number_text}{NBSP}{_MONTHS[language][when.month - 1]}"


def span(slot: Slot, zone: ZoneInfo, language: str) -> str:
    """`14 h 00 – 15 h 30` or `14:00 – 15:30`."""
    return f"{clock(slot.start, zone, language)}{NBSP}–{NBSP}{clock(slot.end, zone, language)}"


def moment(instant: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """The time alone on the same day, else with its day."""
    if instant.astimezone(zone).date() == now.astimezone(zone).date():
        return clock(instant, zone, language)
    return f"{day(instant.astimezone(zone).date(), language)}, {clock(instant, zone, language)}"


def age(elapsed: timedelta, language: str) -> str:
    """`12 s`, `5 min`, `3 h`, `2 j` or `2 d`: one unit, rounded down; never negative."""
    whole = max(0, int(elapsed.total_seconds()))
    for size, unit in ((86400, "j" if language == "fr" else "d"), (3600, "h"), (60, "min")):
        if whole >= size:
            return f"{number(whole // size, language)}{NBSP}{unit}"
    return f"{whole}{NBSP}s"

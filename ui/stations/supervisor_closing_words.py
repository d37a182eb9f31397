"""What the page says of the end of the day. English, translated like all texts; names in braces are filled where it is made."""

from kiosk.domain.closing.balance import Outcome, UnitPlace
from kiosk.domain.closing.day_end import Standing
from kiosk.domain.closing.difference import DifferenceKind
from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Closing"

STANDINGS: dict[Standing, str] = {
    Standing.UNEXPLAINED: QT_TRANSLATE_NOOP("Closing", "Not closed. To be explained: {count}"),
    Standing.BALANCED: QT_TRANSLATE_NOOP("Closing", "It comes out even and can be closed."),
    Standing.CLOSED: QT_TRANSLATE_NOOP("Closing", "Closed at {time} by {who}."),
    Standing.REOPENED: QT_TRANSLATE_NOOP(
        "Closing", "Closed at {time}, but something has come since. To be explained: {count}"
    ),
}
TONES: dict[Standing, str] = {
    Standing.UNEXPLAINED: "bad",
    Standing.BALANCED: "warn",
    Standing.CLOSED: "good",
    Standing.REOPENED: "bad",
}
RESERVED = QT_TRANSLATE_NOOP("Closing", "Reserved")
OUTCOMES: dict[Outcome, str] = {
    Outcome.COLLECTED: QT_TRANSLATE_NOOP("Closing", "Collected"),
    Outcome.MOVED: QT_TRANSLATE_NOOP("Closing", "Moved"),
    Outcome.CANCELLED: QT_TRANSLATE_NOOP("Closing", "Cancelled"),
    Outcome.NO_SHOW: QT_TRANSLATE_NOOP("Closing", "Not come"),
    Outcome.OPEN: QT_TRANSLATE_NOOP("Closing", "Open"),
}
UNITS_IN = QT_TRANSLATE_NOOP("Closing", "Came in")
PLACES: dict[UnitPlace, str] = {
    UnitPlace.HANDED_OVER: QT_TRANSLATE_NOOP("Closing", "Handed over"),
    UnitPlace.QUARANTINED: QT_TRANSLATE_NOOP("Closing", "In quarantine"),
    UnitPlace.LEFT: QT_TRANSLATE_NOOP("Closing", "Left"),
}
DIFFERENCES: dict[DifferenceKind, str] = {
    DifferenceKind.STILL_DUE: QT_TRANSLATE_NOOP("Closing", "Still expected"),
    DifferenceKind.NOT_MARKED: QT_TRANSLATE_NOOP("Closing", "Not come, and not marked"),
    DifferenceKind.WAITING: QT_TRANSLATE_NOOP("Closing", "Came, without a watch"),
    DifferenceKind.READY: QT_TRANSLATE_NOOP("Closing", "Ready, not collected"),
    DifferenceKind.ON_HOLD: QT_TRANSLATE_NOOP("Closing", "On hold"),
    DifferenceKind.NO_BOOKING: QT_TRANSLATE_NOOP("Closing", "No known booking"),
    DifferenceKind.CONFLICT: QT_TRANSLATE_NOOP("Closing", "Open conflict"),
    DifferenceKind.INCIDENT: QT_TRANSLATE_NOOP("Closing", "Open incident"),
}
REASONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Closing", "Comes back another day"),
    QT_TRANSLATE_NOOP("Closing", "Left without waiting"),
    QT_TRANSLATE_NOOP("Closing", "Recorded wrongly, nothing is missing"),
    QT_TRANSLATE_NOOP("Closing", "Reported to the head office"),
)
SAID = QT_TRANSLATE_NOOP("Closing", "“{reason}” ({who}, {time})")
AND_MORE = QT_TRANSLATE_NOOP("Closing", "{list} and {count} more")
MARK = QT_TRANSLATE_NOOP("Closing", "Mark {count} as not come")
MADE = QT_TRANSLATE_NOOP("Closing", "The report is in {place}")
NOT_MADE = QT_TRANSLATE_NOOP("Closing", "The report could not be written. {hint}")
CHANGED = QT_TRANSLATE_NOOP("Closing", "Not done: the day has changed meanwhile, or your role may not do it.")

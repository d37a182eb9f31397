"""What all stations say when an act did not happen. English, translated like every text of the screen."""

from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Station"

NOT_SAVED = QT_TRANSLATE_NOOP("Station", "Not saved, do not hand over. The terminal cannot write to its memory.")
NOT_DONE = QT_TRANSLATE_NOOP(
    "Station", "Not done: a technical fault. Nothing was recorded. Try again, or call support."
)
REFUSED = QT_TRANSLATE_NOOP("Station", "The store’s rules do not allow this now.")
SUPERVISORS_ONLY = QT_TRANSLATE_NOOP("Station", "Only a supervisor may choose another station.")

STALE = QT_TRANSLATE_NOOP("Station", "As of {time}: what other terminals did since then is missing")
BAD_NUMBER = QT_TRANSLATE_NOOP("Station", "One digit of the article number is wrong or missing.")
NO_TYPED_SERIAL = QT_TRANSLATE_NOOP("Station", "Type the serial number too.")

REFUSALS: dict[str, str] = {}
"""By a `Refused`'s operation."""

"""What the page says of emptying this terminal. English, translated like all texts; names in braces are filled where it is made."""

from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Leaving"

UNKNOWN = QT_TRANSLATE_NOOP("Leaving", "Safe to wipe?")
SAFE = QT_TRANSLATE_NOOP("Leaving", "Safe to wipe")
NOT_SAFE = QT_TRANSLATE_NOOP("Leaving", "Not safe to wipe")
COVERED = QT_TRANSLATE_NOOP("Leaving", "Central has signed for everything that this terminal did.")
MISSING = QT_TRANSLATE_NOOP(
    "Leaving",
    "Central has not signed for {count} of this terminal’s events. A hub’s word does not count: behind a hub, use kiosk purge.",
)
MOVED_ASIDE = QT_TRANSLATE_NOOP(
    "Leaving", "{count} files could not be read once, and may know what nobody else does: kiosk recover."
)
REASONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Leaving", "Another terminal takes its place"),
    QT_TRANSLATE_NOOP("Leaving", "It goes back to its owner"),
    QT_TRANSLATE_NOOP("Leaving", "It was set up wrongly"),
    QT_TRANSLATE_NOOP("Leaving", "The head office asked for it"),
)

"""What the customers' screen says, in both languages at once. English, translated like all texts."""

from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Display"

TEXTS: dict[str, str] = {
    "ready": QT_TRANSLATE_NOOP("Display", "Ready"),
    "almost": QT_TRANSLATE_NOOP("Display", "Almost ready"),
    "preparing": QT_TRANSLATE_NOOP("Display", "Being prepared"),
    "nobody": QT_TRANSLATE_NOOP("Display", "Welcome"),
    "wait": QT_TRANSLATE_NOOP("Display", "Wait now"),
    "reading": QT_TRANSLATE_NOOP("Display", "One moment please"),
}
"""What stands on the screen by name; `DisplayModel.said`."""

COUNTER = QT_TRANSLATE_NOOP("Display", "Counter {number}")
SPOKEN = QT_TRANSLATE_NOOP("Display", "Number {call}, please come to counter {number}.")
MINUTES = QT_TRANSLATE_NOOP("Display", "about {minutes}\u00a0min")
SHORTLY = QT_TRANSLATE_NOOP("Display", "less than 5\u00a0min")
STALE = QT_TRANSLATE_NOOP("Display", "As of {time}, {age} ago. Please listen for your number.")
MORE = QT_TRANSLATE_NOOP("Display", "and {count} more")

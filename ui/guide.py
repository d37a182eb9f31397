"""The hint to the hand that holds the code: what it says to the greeter, what to the customer, and its icon.

The scanner decides which one and when (`scanner.coaching`); here are only words. `assets/translations/kiosk_fr.ts`
changes with them (`python -m ui.translations`). The customer's screen takes `said_to_customers`: both languages, since
nobody knows yet who stands there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from scanner.messages import AdviceKind
from ui.language import LANGUAGES
from ui.words import QT_TRANSLATE_NOOP

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

CONTEXT = "Advice"
Translate = Callable[[str, str], str]
"""(source text, language) -> text."""


@dataclass(frozen=True, slots=True)
class AdviceWords:
    headline: str
    """To the greeter, in two or three words."""
    say: str
    """To the customer."""
    icon: str


ADVICE: dict[AdviceKind, AdviceWords] = {
    AdviceKind.TILT: AdviceWords(
        QT_TRANSLATE_NOOP("Advice", "Tilt the phone"),
        QT_TRANSLATE_NOOP("Advice", "A light is reflected on it. Please tilt it a little."),
        "tilt",
    ),
    AdviceKind.BRIGHTEN: AdviceWords(
        QT_TRANSLATE_NOOP("Advice", "Screen too dark"),
        QT_TRANSLATE_NOOP("Advice", "Please turn up the brightness of your screen."),
        "brighten",
    ),
    AdviceKind.CLOSER: AdviceWords(
        QT_TRANSLATE_NOOP("Advice", "Closer"),
        QT_TRANSLATE_NOOP("Advice", "Please hold your code closer to the camera."),
        "closer",
    ),
    AdviceKind.FURTHER: AdviceWords(
        QT_TRANSLATE_NOOP("Advice", "Further away"),
        QT_TRANSLATE_NOOP("Advice", "Please hold your code a little further away."),
        "further",
    ),
    AdviceKind.CENTRE: AdviceWords(
        QT_TRANSLATE_NOOP("Advice", "Show the whole code"),
        QT_TRANSLATE_NOOP("Advice", "Please hold your code in the middle of the picture."),
        "centre",
    ),
    AdviceKind.HOLD_STILL: AdviceWords(
        QT_TRANSLATE_NOOP("Advice", "Hold still"),
        QT_TRANSLATE_NOOP("Advice", "Please keep your code still for a moment."),
        "hold-still",
    ),
    AdviceKind.TYPE_CODE: AdviceWords(
        QT_TRANSLATE_NOOP("Advice", "Type the 8 characters"),
        QT_TRANSLATE_NOOP("Advice", "The code cannot be read. Could you read out the 8 characters below it?"),
        "type-code",
    ),
}


def said_to_customers(kind: AdviceKind, translate: Translate) -> dict[str, str]:
    """What the second screen shows, by language; empty when there is nothing to say."""
    words = ADVICE.get(kind)
    return {language: translate(words.say, language) for language in LANGUAGES} if words else {}


@QmlElement
@QmlUncreatable("made by EntranceModel")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class Guide(QObject):
    """The words of the hint shown now. While it fades out, the words stay; `shown` is false."""

    changed = Signal()

    def __init__(self, translate: Translate, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translate = translate
        self._language = language
        self._kind = AdviceKind.NONE
        self._words = AdviceWords("", "", "")

    def advise(self, kind: AdviceKind) -> None:
        if kind is not self._kind:
            self._kind = kind
            self._words = ADVICE.get(kind, self._words)
            self.changed.emit()

    def speak(self, language: str) -> None:
        self._language = language
        self.changed.emit()

    @property
    def kind(self) -> AdviceKind:
        return self._kind

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._kind is not AdviceKind.NONE

    @Property(bool, notify=changed)
    def typing(self) -> bool:
        """The way out is the keypad."""
        return self._kind is AdviceKind.TYPE_CODE

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._words.icon

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._translate(self._words.headline, self._language)

    @Property(str, notify=changed)
    def say(self) -> str:
        return self._translate(self._words.say, self._language)

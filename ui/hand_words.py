"""What is said of hand scanners: the source texts, in English, of the translations. No rule and no layout.

`assets/translations/kiosk_fr.ts` changes with it (`python -m ui.translations`). Fields in braces are filled by `hand_page`.
"""

from dataclasses import dataclass

from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Hand"


@dataclass(frozen=True, slots=True)
class HandWords:
    headline: str
    step: str
    detail: str
    icon: str
    say: str = ""
    """To the customer who held the code up."""


SAY = QT_TRANSLATE_NOOP("Hand", "Could you show your code to the camera, please?")
MEANWHILE = QT_TRANSLATE_NOOP("Hand", "Meanwhile use the camera, or type the 8 characters. Nothing was recorded.")

PAGES: dict[str, HandWords] = {
    "wrong_keyboard": HandWords(
        QT_TRANSLATE_NOOP("Hand", "Wrong keyboard"),
        QT_TRANSLATE_NOOP("Hand", "Set the hand scanner to: {terminal}"),
        QT_TRANSLATE_NOOP("Hand", "It types as on a keyboard “{scanner}”. The setup sheet says where to change that."),
        "keyboard-cross",
        SAY,
    ),
    "wrong_keyboard_unknown": HandWords(
        QT_TRANSLATE_NOOP("Hand", "Wrong keyboard"),
        QT_TRANSLATE_NOOP("Hand", "Set the hand scanner to this terminal’s keyboard"),
        QT_TRANSLATE_NOOP("Hand", "It types for another one. The setup sheet says where to change that."),
        "keyboard-cross",
        SAY,
    ),
    "caps_lock": HandWords(
        QT_TRANSLATE_NOOP("Hand", "Caps Lock"),
        QT_TRANSLATE_NOOP("Hand", "Switch Caps Lock off at this terminal, then scan again"),
        QT_TRANSLATE_NOOP("Hand", "It changes what the hand scanner types."),
        "keyboard-cross",
        SAY,
    ),
    "scanner_right": HandWords(
        QT_TRANSLATE_NOOP("Hand", "Set up right"),
        QT_TRANSLATE_NOOP("Hand", "This hand scanner suits this terminal"),
        QT_TRANSLATE_NOOP("Hand", "Every character of the test code arrived."),
        "hand-scanner",
    ),
    "scanner_damages": HandWords(
        QT_TRANSLATE_NOOP("Hand", "Characters lost"),
        QT_TRANSLATE_NOOP("Hand", "Set the delay between characters, then test again"),
        QT_TRANSLATE_NOOP(
            "Hand", "The test code arrived incomplete or changed: try 5 ms, or the USB serial interface."
        ),
        "hand-scanner",
    ),
    "micro_qr": HandWords(
        QT_TRANSLATE_NOOP("Hand", "Micro QR is on"),
        QT_TRANSLATE_NOOP("Hand", "Switch Micro QR off in the hand scanner"),
        QT_TRANSLATE_NOOP("Hand", "No customer has one, and it is where wrong readings come from."),
        "hand-scanner",
    ),
    "camera_test": HandWords(
        QT_TRANSLATE_NOOP("Hand", "Test code"),
        QT_TRANSLATE_NOOP("Hand", "Read it with the hand scanner"),
        QT_TRANSLATE_NOOP("Hand", "The camera has just read it, and needs no test."),
        "hand-scanner",
    ),
}
"""By the page's kind."""
NO_SUFFIX = QT_TRANSLATE_NOOP("Hand", "With an Enter after each code it would answer a tenth of a second sooner.")
CAPS_TOO = QT_TRANSLATE_NOOP("Hand", "Caps Lock is on at this terminal as well: switch it off.")

KEYBOARDS = {
    "en-US": QT_TRANSLATE_NOOP("Hand", "English (US), QWERTY"),
    "fr-FR": QT_TRANSLATE_NOOP("Hand", "French (France), AZERTY"),
}

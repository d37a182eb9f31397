"""A voice for calls, through the system's own (Qt's text to speech), where the extra `voice` is installed. The only door to it.

The part is not in PySide6-Essentials (docs/decisions/024-spoken-calls.md): without it, without an engine or without a voice
of the customer's language nothing is said, and the chime and the large number remain. GUI thread only.
"""

import importlib
import importlib.util
import logging
from typing import Any

from PySide6.QtCore import QLocale

from ui.stations.display_calls import Voice

log = logging.getLogger(__name__)

MODULE = "PySide6.QtTextToSpeech"
NOT_HEARD = frozenset({"mock"})
"""Engines that only pretend."""


class SystemVoice:
    """Says a sentence with the first voice of its language; a newer sentence cuts off an older one."""

    def __init__(self, speech: Any) -> None:
        """`speech`: a QTextToSpeech."""
        self._speech = speech
        self._locales: dict[str, QLocale | None] = {}

    def say(self, text: str, language: str) -> None:
        locale = self._locale(language)
        if locale is None:
            return
        self._speech.setLocale(locale)
        self._speech.say(text)

    def _locale(self, language: str) -> QLocale | None:
        if language not in self._locales:
            wanted = QLocale(language).language()
            found = next((one for one in self._speech.availableLocales() if one.language() == wanted), None)
            if found is None:
                log.warning("no voice of this system speaks %s: calls in it only chime", language)
            self._locales[language] = found
        return self._locales[language]


def find_voice(engines: frozenset[str] | None = None) -> Voice | None:
    """The system's voice, or None where there is none. `engines`: only these, by Qt's names."""
    if importlib.util.find_spec(MODULE) is None:
        return None
    try:
        text_to_speech: Any = importlib.import_module(MODULE).QTextToSpeech
    except ImportError as error:  # a library of the system that it needs is not there
        log.warning("calls are not spoken: %s", error)
        return None
    offered = [str(name) for name in text_to_speech.availableEngines()]
    for name in offered:
        if name in engines if engines is not None else name not in NOT_HEARD:
            return SystemVoice(text_to_speech(name))
    return None

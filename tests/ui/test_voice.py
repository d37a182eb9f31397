"""Calls said aloud: in the customer's language, or not at all."""

import importlib.util

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from ui.voice import MODULE, SystemVoice, find_voice

HERE = importlib.util.find_spec(MODULE) is not None


class Speech:
    """What a QTextToSpeech is asked to do; it knows these languages."""

    def __init__(self, *languages: str) -> None:
        self.languages = languages
        self.said: list[tuple[str, str]] = []
        self._locale = ""

    def availableLocales(self) -> list[QLocale]:
        return [QLocale(language) for language in self.languages]

    def setLocale(self, locale: QLocale) -> None:
        self._locale = locale.name()

    def say(self, text: str) -> None:
        self.said.append((self._locale, text))


def test_each_sentence_in_its_own_language() -> None:
    speech = Speech("de_DE", "en_GB", "fr_FR")
    voice = SystemVoice(speech)
    voice.say("A030, counter 3", "en")
    voice.say("A031, comptoir 1", "fr")
    assert speech.said == [("en_GB", "A030, counter 3"), ("fr_FR", "A031, comptoir 1")]


def test_without_a_voice_of_the_language_nothing_is_said_and_the_log_says_it_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    speech = Speech("en_US")
    voice = SystemVoice(speech)
    for _ in range(3):
        voice.say("A031, comptoir 1", "fr")
    voice.say("A030, counter 3", "en")
    assert speech.said == [("en_US", "A030, counter 3")]
    assert [record.message for record in caplog.records] == [
        "no voice of this system speaks fr: calls in it only chime"
    ]


@pytest.mark.skipif(HERE, reason="the extra is installed")
def test_without_the_extra_there_is_no_voice() -> None:
    assert find_voice() is None


@pytest.mark.qt_log_ignore("pipewire")  # whether the machine has a sound server is not ours
@pytest.mark.skipif(not HERE, reason="the extra `voice` is not installed")
def test_qts_own_part_says_it(qapp: QGuiApplication) -> None:
    assert find_voice(frozenset({"no such engine"})) is None
    voice = find_voice(frozenset({"mock"}))
    assert isinstance(voice, SystemVoice)
    voice.say("A030, counter 3", "en")
    speech = voice._speech
    assert speech.state().name == "Speaking"
    assert speech.locale().name().startswith("en")

"""The languages of the screen: compiled translations, the one installed for the page, any for a customer.

English is the source; a text without a translation is shown in English.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

TRANSLATIONS = Path(__file__).parent.parent / "assets" / "translations"
LANGUAGES = ("fr", "en")


class Languages:
    """GUI thread only."""

    def __init__(self) -> None:
        self._translators: dict[str, QTranslator] = {}
        for language in LANGUAGES:
            translator = QTranslator()
            if translator.load(str(TRANSLATIONS / f"kiosk_{language}.qm")):
                self._translators[language] = translator
        self.current = "en"

    def install(self, language: str) -> None:
        """Make `language` the one of the page; QML follows at the engine's next `retranslate()`."""
        application = QCoreApplication.instance()
        if application is None:
            raise RuntimeError("a language can be installed only into an application")
        self.uninstall()
        self.current = known(language)
        if self.current in self._translators:
            application.installTranslator(self._translators[self.current])

    def uninstall(self) -> None:
        """Leave the application as it was: English."""
        application = QCoreApplication.instance()
        if application is not None:
            for translator in self._translators.values():
                application.removeTranslator(translator)

    def text(self, source: str, language: str, context: str) -> str:
        """`source` in `language`, whichever is installed."""
        translator = self._translators.get(language)
        return (translator.translate(context, source) if translator and source else "") or source

    def told_in(self, context: str) -> Callable[[str, str], str]:
        """`text` for one context: (source text, language) -> text."""
        return lambda source, language: self.text(source, language, context)


def known(language: str) -> str:
    """The language to speak with somebody who speaks `language` (a BCP 47 tag): it or English."""
    primary = language.lower().replace("_", "-").split("-")[0]
    return primary if primary in LANGUAGES else "en"

"""Number, then PIN, as they are typed, by touch or by keys; a badge instead at any time. Proves nothing: `desk.sign_in` does."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import formats, pin
from kiosk.errors import Refused
from kiosk.sign_in import LockedOut, SignedIn, SignIn
from ui import sign_in_words as words
from ui.acts import Acts

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by a station's model")  # pyright: ignore[reportCallIssue] (the stub lacks __call__)
class PinPad(QObject):
    changed = Signal()
    signedIn = Signal(object)
    """A `Person`."""
    cancelled = Signal()

    def __init__(
        self,
        sign_in: SignIn,
        acts: Acts,
        told: Callable[[str, str], str],
        language: Callable[[], str],
        parent: QObject | None = None,
        *,
        second: bool = False,
    ) -> None:
        """`second`: asks for who stands by what takes two people, and signs nobody in."""
        super().__init__(parent)
        self._sign_in = sign_in
        self._acts = acts
        self._told = told
        self._language = language
        self._second = second
        self._step = "number"
        self._typed = self._number = self._chosen = ""
        self._problem: Callable[[], str] | None = None
        self._busy = False

    def begin(self) -> None:
        """Nothing typed, nothing said."""
        self._number = self._chosen = ""
        self._go("number")

    def on_badge(self, text: str) -> None:
        """A badge was shown, to the camera or a scanner."""
        self._ask(partial(self._sign_in.by_badge, (text,), second=self._second))

    # What the page calls

    @Slot(str)
    def key(self, digit: str) -> None:
        if len(digit) == 1 and digit.isascii() and digit.isdecimal() and len(self._typed) < pin.LONGEST:
            self._typed += digit
            self._problem = None
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """The last digit; with none, one step back."""
        if self._typed:
            self._typed = self._typed[:-1]
            self.changed.emit()
        elif self._step != "number":
            self.begin()

    @Slot()
    def enter(self) -> None:
        if not self.mayEnter:
            return
        typed = self._typed
        match self._step:
            case "number":
                self._number = typed
                self._go("pin")
            case "pin":
                self._typed = ""
                self._ask(partial(self._sign_in.by_pin, self._number, typed, second=self._second))
            case "choose":
                self._chosen = typed
                self._go("again")
            case _:
                self._confirm(typed)

    @Slot()
    def cancel(self) -> None:
        self.begin()
        self.cancelled.emit()

    # What comes of it

    def _confirm(self, typed: str) -> None:
        if typed != self._chosen:
            self._go("choose", partial(self._words, words.DIFFERENT))
            return
        self._ask(partial(self._sign_in.choose_pin, typed))

    def _ask(self, method: Callable[[], SignedIn]) -> None:
        if self._busy:
            return
        self._busy = True
        self.changed.emit()
        self._acts.act(method, done=self._came, failed=self._failed)

    def _came(self, answer: SignedIn) -> None:
        self._busy = False
        if answer.wants_pin:
            self._go("choose")
            return
        self.begin()
        self.signedIn.emit(answer.person)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        step = "choose" if self._step in ("choose", "again") else "number"
        if isinstance(error, LockedOut):
            self._go("number", partial(self._locked, error.left_s))
        elif isinstance(error, Refused):
            self._go(step, partial(self._words, error.hint))
        else:
            self._go(step, partial(self._words, words.NOT_SAVED))

    def _locked(self, left_s: int) -> str:
        return self._words(words.LOCKED).format(left=formats.age(timedelta(seconds=left_s), self._language()))

    def _words(self, text: str) -> str:
        return self._told(text, self._language())

    def _go(self, step: str, problem: Callable[[], str] | None = None) -> None:
        self._step, self._typed, self._problem = step, "", problem
        self.changed.emit()

    # What the page reads

    @Property(str, notify=changed)
    def step(self) -> str:
        return self._step

    @Property(str, notify=changed)
    def typed(self) -> str:
        """A number as it is, a PIN as dots."""
        return self._typed if self._step == "number" else "•" * len(self._typed)

    @Property(str, notify=changed)
    def headline(self) -> str:
        texts = words.SECOND if self._second and self._step == "number" else words.STEPS[self._step]
        return self._words(texts[0])

    @Property(str, notify=changed)
    def hint(self) -> str:
        texts = words.SECOND if self._second and self._step == "number" else words.STEPS[self._step]
        return self._words(texts[1]).format(number=self._number)

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._problem() if self._problem is not None else ""

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(bool, notify=changed)
    def mayEnter(self) -> bool:
        least = 1 if self._step in ("number", "pin") else pin.SHORTEST
        return not self._busy and len(self._typed) >= least

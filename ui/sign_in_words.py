"""What is said where somebody signs in. English, translated like every text of the screen."""

from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "SignIn"

STEPS = {
    "number": (
        QT_TRANSLATE_NOOP("SignIn", "Sign in"),
        QT_TRANSLATE_NOOP("SignIn", "Show your badge, or type your number."),
    ),
    "pin": (
        QT_TRANSLATE_NOOP("SignIn", "Your PIN"),
        QT_TRANSLATE_NOOP("SignIn", "Of number {number}. It is not shown."),
    ),
    "choose": (
        QT_TRANSLATE_NOOP("SignIn", "Choose your own PIN"),
        QT_TRANSLATE_NOOP("SignIn", "Six to eight digits that nobody guesses. The first PIN is used up."),
    ),
    "again": (
        QT_TRANSLATE_NOOP("SignIn", "The same PIN again"),
        QT_TRANSLATE_NOOP("SignIn", "So that a slip of the finger does not lock you out."),
    ),
}
"""By step: headline, hint."""
SECOND = (
    QT_TRANSLATE_NOOP("SignIn", "It takes two people"),
    QT_TRANSLATE_NOOP(
        "SignIn", "The reservation is cancelled. A colleague of the counter shows a badge, or types a number."
    ),
)
NOBODY_LISTED = QT_TRANSLATE_NOOP(
    "SignIn", "The staff list has not come to this terminal yet. It comes from central: wait, or check the network."
)
NOT_SAVED = QT_TRANSLATE_NOOP("SignIn", "Not signed in: the terminal cannot write to its memory. Call support.")
DIFFERENT = QT_TRANSLATE_NOOP("SignIn", "The two were different. Choose once more.")
LOCKED = QT_TRANSLATE_NOOP("SignIn", "Too many wrong PINs. Wait {left}, or show your badge.")
STANDS_BY = QT_TRANSLATE_NOOP("SignIn", "{name} stands by. Hand over now.")
SIGN_IN_FIRST = QT_TRANSLATE_NOOP("SignIn", "Sign in first.")

HINTS = (
    QT_TRANSLATE_NOOP("SignIn", "The number or the PIN is wrong: try again, or show your badge"),
    QT_TRANSLATE_NOOP("SignIn", "This badge is not good any more: use your PIN or call a supervisor"),
    QT_TRANSLATE_NOOP("SignIn", "This is no badge of this store"),
    QT_TRANSLATE_NOOP("SignIn", "This is a first PIN: sign in with it once, and choose your own"),
    QT_TRANSLATE_NOOP("SignIn", "It takes another person than the one who is signed in"),
    QT_TRANSLATE_NOOP("SignIn", "It takes a colleague of the counter or a supervisor"),
    QT_TRANSLATE_NOOP("SignIn", "Sign in with the first PIN again"),
    QT_TRANSLATE_NOOP("SignIn", "This is the first PIN: choose another"),
    QT_TRANSLATE_NOOP("SignIn", "A PIN has 6 to 8 digits"),
    QT_TRANSLATE_NOOP("SignIn", "All the same, or counted up or down, is guessed first: choose another"),
    QT_TRANSLATE_NOOP("SignIn", "Use at least three different digits"),
    QT_TRANSLATE_NOOP("SignIn", "Your number must not stand in it: choose another"),
)
"""What `kiosk.sign_in` and `kiosk.domain.pin` answer; a test holds them together."""

"""What the counter says: calls, proofs of identity, units that are wrong, what was shown, receipts, units that came back.

English, translated like all texts; names in braces are filled where the text is made. No rule and no layout.
"""

from kiosk.domain.counter import Demo, Identity, Receipt, TakeBack
from kiosk.domain.obstacle import Obstacle
from kiosk.domain.unit import Fit
from ui.face import FaceWords
from ui.receipts import Trouble
from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Counter"

CALL_NEXT = QT_TRANSLATE_NOOP("Counter", "Call {number}")
CALLED_ONCE = QT_TRANSLATE_NOOP("Counter", "called at {time}")
CALLED_OFTEN = QT_TRANSLATE_NOOP("Counter", "called {count} times, last at {time}")
NOT_CALLED = QT_TRANSLATE_NOOP("Counter", "not called yet")
APART = QT_TRANSLATE_NOOP("Counter", "waits apart")
AT_COUNTER = QT_TRANSLATE_NOOP("Counter", "Counter {counter}")
HANDED_AT = QT_TRANSLATE_NOOP("Counter", "handed over at {time}")
NO_COUNTER = QT_TRANSLATE_NOOP("Counter", "This terminal has no counter’s number yet: a supervisor chooses it.")
NO_NAME = QT_TRANSLATE_NOOP("Counter", "Name not received")

OBSTACLES: dict[Obstacle, str] = {
    Obstacle.CANCELLED: QT_TRANSLATE_NOOP("Counter", "Cancelled"),
    Obstacle.ON_HOLD: QT_TRANSLATE_NOOP("Counter", "On hold"),
    Obstacle.NOT_PAID: QT_TRANSLATE_NOOP("Counter", "Not paid"),
    Obstacle.PAYMENT_REFUSED: QT_TRANSLATE_NOOP("Counter", "Payment refused"),
}
SUPERVISOR_NEEDED = QT_TRANSLATE_NOOP("Counter", "{obstacle}: only a supervisor may hand it over, with a reason.")

STEPS = {
    "identity": QT_TRANSLATE_NOOP("Counter", "Identity"),
    "unit": QT_TRANSLATE_NOOP("Counter", "Unit"),
    "finish": QT_TRANSLATE_NOOP("Counter", "Hand over"),
}
STEP_ICONS = {"identity": "person-check", "unit": "barcode", "finish": "bag-check"}
STEP_TITLES = {
    "identity": QT_TRANSLATE_NOOP("Counter", "Who stands here?"),
    "proxy": QT_TRANSLATE_NOOP("Counter", "The proxy’s half of the code"),
    "unit": QT_TRANSLATE_NOOP("Counter", "Scan the unit"),
    "finish": QT_TRANSLATE_NOOP("Counter", "Hand it over"),
}
STEP_TEXTS = {
    "identity": QT_TRANSLATE_NOOP("Counter", "Compare with {name}. Only how it was made sure is recorded."),
    "proxy": QT_TRANSLATE_NOOP("Counter", "Its last four characters, which {name} has given to them."),
    "unit": QT_TRANSLATE_NOOP("Counter", "Only the unit that was prepared for {number} opens the lock."),
    "finish": QT_TRANSLATE_NOOP("Counter", "Unit {serial}: the lock is open."),
}

IDENTITIES: dict[Identity, tuple[str, str, str]] = {
    Identity.ACCOUNT: (
        QT_TRANSLATE_NOOP("Counter", "Account on the phone"),
        QT_TRANSLATE_NOOP("Counter", "The customer shows the booking"),
        "type-code",
    ),
    Identity.DOCUMENT: (
        QT_TRANSLATE_NOOP("Counter", "Identity document"),
        QT_TRANSLATE_NOOP("Counter", "Seen, never copied"),
        "badge",
    ),
    Identity.PHONE: (
        QT_TRANSLATE_NOOP("Counter", "Phone number"),
        QT_TRANSLATE_NOOP("Counter", "They say its last digits: {digits}"),
        "keypad",
    ),
    Identity.EMAIL: (
        QT_TRANSLATE_NOOP("Counter", "Confirmation e-mail"),
        QT_TRANSLATE_NOOP("Counter", "The customer shows it"),
        "speech",
    ),
    Identity.PROXY: (
        QT_TRANSLATE_NOOP("Counter", "Somebody else"),
        QT_TRANSLATE_NOOP("Counter", "With the second half of the code"),
        "several",
    ),
}
"""Title, what is done, icon."""
NO_DIGITS = QT_TRANSLATE_NOOP("Counter", "No number is booked")
PROXY_WRONG = QT_TRANSLATE_NOOP("Counter", "This is not the second half of the code: ask again.")

DEMOS: dict[Demo, str] = {
    Demo.GIVEN: QT_TRANSLATE_NOOP("Counter", "Given"),
    Demo.DECLINED: QT_TRANSLATE_NOOP("Counter", "Declined"),
    Demo.BOOKED: QT_TRANSLATE_NOOP("Counter", "For later"),
    Demo.NONE: QT_TRANSLATE_NOOP("Counter", "Not offered"),
}
RECEIPTS: dict[Receipt, str] = {
    Receipt.PRINTED: QT_TRANSLATE_NOOP("Counter", "Printed"),
    Receipt.EMAIL: QT_TRANSLATE_NOOP("Counter", "By e-mail"),
    Receipt.NONE: QT_TRANSLATE_NOOP("Counter", "None"),
}
REASONS = (
    QT_TRANSLATE_NOOP("Counter", "Settled with the head office"),
    QT_TRANSLATE_NOOP("Counter", "Paid at another till"),
    QT_TRANSLATE_NOOP("Counter", "The store’s mistake"),
    QT_TRANSLATE_NOOP("Counter", "Another reason"),
)
"""A supervisor's, recorded in English so that every store's ledger reads alike."""

TAKE_BACKS: dict[TakeBack, tuple[str, str]] = {
    TakeBack.WRONG: (
        QT_TRANSLATE_NOOP("Counter", "Wrong customer"),
        QT_TRANSLATE_NOOP("Counter", "The unit goes on waiting for its own"),
    ),
    TakeBack.EXCHANGE: (
        QT_TRANSLATE_NOOP("Counter", "Exchange"),
        QT_TRANSLATE_NOOP("Counter", "Another unit is prepared"),
    ),
    TakeBack.RETURN: (
        QT_TRANSLATE_NOOP("Counter", "Return"),
        QT_TRANSLATE_NOOP("Counter", "A supervisor decides what follows"),
    ),
}
TOOK_BACK = {
    TakeBack.WRONG: QT_TRANSLATE_NOOP("Counter", "{number} waits for the watch again."),
    TakeBack.EXCHANGE: QT_TRANSLATE_NOOP("Counter", "{number} is back with the stockroom: another unit is prepared."),
    TakeBack.RETURN: QT_TRANSLATE_NOOP("Counter", "{number} is on hold: a supervisor decides."),
}

SCAN_RIGHT_ONE = QT_TRANSLATE_NOOP("Counter", "Scan the right one")
LOCKED: dict[Fit, FaceWords] = {
    Fit.OTHER_UNIT: FaceWords(
        "stop",
        "box-cross",
        QT_TRANSLATE_NOOP("Counter", "Another unit"),
        QT_TRANSLATE_NOOP(
            "Counter", "The same model, but not the watch that was prepared for {number}. Do not hand over."
        ),
        SCAN_RIGHT_ONE,
    ),
    Fit.WRONG_PRODUCT: FaceWords(
        "stop",
        "box-cross",
        QT_TRANSLATE_NOOP("Counter", "Wrong product"),
        QT_TRANSLATE_NOOP("Counter", "This is not what {number} has booked. Do not hand over."),
        SCAN_RIGHT_ONE,
    ),
    Fit.SERIAL_TAKEN: FaceWords(
        "stop",
        "hand",
        QT_TRANSLATE_NOOP("Counter", "This unit is not free"),
        QT_TRANSLATE_NOOP("Counter", "It was refused, or belongs to another customer. Do not hand over."),
        SCAN_RIGHT_ONE,
    ),
    Fit.NOT_OURS: FaceWords(
        "stop",
        "question",
        QT_TRANSLATE_NOOP("Counter", "Not a unit of this launch"),
        QT_TRANSLATE_NOOP("Counter", "No product of the launch has the number on this label."),
        SCAN_RIGHT_ONE,
    ),
    Fit.NO_SERIAL: FaceWords(
        "wait",
        "barcode",
        QT_TRANSLATE_NOOP("Counter", "Scan the other label"),
        QT_TRANSLATE_NOOP("Counter", "This label does not say which unit it is. Look for one with a serial number."),
        QT_TRANSLATE_NOOP("Counter", "Scan again"),
    ),
}
BELONGS_TO = QT_TRANSLATE_NOOP("Counter", "It is the watch of {number}. Do not hand over.")
UNREADABLE = FaceWords(
    "wait",
    "scan-cross",
    QT_TRANSLATE_NOOP("Counter", "Not readable"),
    QT_TRANSLATE_NOOP("Counter", "The scanner read something that is no label of a box. Scan it again, or type it."),
    QT_TRANSLATE_NOOP("Counter", "Scan again"),
)
DONE = FaceWords(
    "go",
    "bag-check",
    QT_TRANSLATE_NOOP("Counter", "{number} is handed over"),
    "",
    QT_TRANSLATE_NOOP("Counter", "To the next customer"),
)
PRINTING = QT_TRANSLATE_NOOP("Counter", "The receipt is being printed…")
PRINTED = QT_TRANSLATE_NOOP("Counter", "The receipt is printed.")
NOT_PRINTED: dict[Trouble, str] = {
    Trouble.NO_PAPER: QT_TRANSLATE_NOOP(
        "Counter", "The printer has no paper. Put a roll in, and print the receipt again if it is not whole."
    ),
    Trouble.NOT_READY: QT_TRANSLATE_NOOP(
        "Counter", "The printer is not ready. Close its cover, and print the receipt again if it has not come out."
    ),
    Trouble.UNREACHABLE: QT_TRANSLATE_NOOP(
        "Counter",
        "The printer cannot be reached. Check its power and its cable, then print the receipt again.",
    ),
    Trouble.SILENT: QT_TRANSLATE_NOOP(
        "Counter", "The printer does not answer. Switch it off and on; look whether the receipt has come out."
    ),
    Trouble.HALFWAY: QT_TRANSLATE_NOOP(
        "Counter",
        "The printer was lost while it printed. Look whether the receipt has come out before you print it again.",
    ),
    Trouble.SYSTEM: QT_TRANSLATE_NOOP(
        "Counter", "This terminal has no printer that works. Call a supervisor: the receipt is not printed."
    ),
    Trouble.FOLDER: QT_TRANSLATE_NOOP(
        "Counter", "The receipt was not saved: its folder is full or cannot be written. Call a supervisor."
    ),
    Trouble.UNKNOWN: QT_TRANSLATE_NOOP(
        "Counter", "The receipt did not come out. Look at the printer, then print it again."
    ),
}
SENT_BY_MAIL = QT_TRANSLATE_NOOP("Counter", "Central sends the receipt by e-mail.")
NO_RECEIPT = QT_TRANSLATE_NOOP("Counter", "Without a receipt.")

GONE = {
    "collected": FaceWords(
        "info",
        "bag-check",
        QT_TRANSLATE_NOOP("Counter", "{number} has it"),
        QT_TRANSLATE_NOOP("Counter", "Handed over at {time}, unit {serial}."),
        QT_TRANSLATE_NOOP("Counter", "Back to the list"),
    ),
    "preparing": FaceWords(
        "wait",
        "renew",
        QT_TRANSLATE_NOOP("Counter", "{number} is being prepared again"),
        QT_TRANSLATE_NOOP("Counter", "The unit is not ready any more: ask the stockroom."),
        QT_TRANSLATE_NOOP("Counter", "Back to the list"),
    ),
}
CALL_FIRST = QT_TRANSLATE_NOOP("Counter", "Choose the customer first, then scan the unit.")
IDENTITY_FIRST = QT_TRANSLATE_NOOP("Counter", "First make sure who stands here.")
NOT_NOW = QT_TRANSLATE_NOOP("Counter", "Not possible now: somebody else was quicker, or the rules do not allow it.")
TOO_LATE = QT_TRANSLATE_NOOP("Counter", "Not possible any more here: call a supervisor.")

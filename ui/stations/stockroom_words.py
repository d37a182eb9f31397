"""What the stockroom says: steps, alerts, boxes that are wrong, units that are refused. English, translated like all texts.

No rule and no layout; names in braces are filled where the text is made. `assets/translations/kiosk_fr.ts` changes with it.
"""

from dataclasses import dataclass

from kiosk.domain.recipe import Step
from kiosk.domain.task import Alert
from kiosk.domain.unit import Difference, Fit, RejectReason
from scanner.boxes import Trouble
from ui.face import FaceWords
from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Stockroom"


@dataclass(frozen=True, slots=True)
class StepWords:
    short: str
    """In the path."""
    title: str
    text: str
    icon: str


STEPS: dict[Step, StepWords] = {
    Step.SCAN_BOX: StepWords(
        QT_TRANSLATE_NOOP("Stockroom", "Scan the box"),
        QT_TRANSLATE_NOOP("Stockroom", "Scan the box"),
        QT_TRANSLATE_NOOP("Stockroom", "Fetch it from shelf {shelf}, then scan the label of the box."),
        "barcode",
    ),
    Step.INSPECT_PACKAGING: StepWords(
        QT_TRANSLATE_NOOP("Stockroom", "Look at the packaging"),
        QT_TRANSLATE_NOOP("Stockroom", "Look at the packaging"),
        QT_TRANSLATE_NOOP("Stockroom", "Seal whole, corners sharp, no marks?"),
        "inspect",
    ),
    Step.TEST_BATTERY: StepWords(
        QT_TRANSLATE_NOOP("Stockroom", "Test the battery"),
        QT_TRANSLATE_NOOP("Stockroom", "Test the battery"),
        QT_TRANSLATE_NOOP("Stockroom", "What does the watch show? At least {percent}\u00a0% is needed."),
        "battery",
    ),
    Step.BRING_TO_COUNTER: StepWords(
        QT_TRANSLATE_NOOP("Stockroom", "Bring to a counter"),
        QT_TRANSLATE_NOOP("Stockroom", "Bring it to a counter"),
        QT_TRANSLATE_NOOP("Stockroom", "Where does it stand now?"),
        "counter",
    ),
}
FETCH_ANYWHERE = QT_TRANSLATE_NOOP("Stockroom", "Fetch it, then scan the label of the box.")
UNKNOWN_PRODUCT = QT_TRANSLATE_NOOP("Stockroom", "Model not received yet")

ALERTS: dict[Alert, str] = {
    Alert.CALM: QT_TRANSLATE_NOOP("Stockroom", "On time"),
    Alert.SOON: QT_TRANSLATE_NOOP("Stockroom", "Hurry"),
    Alert.BROKEN: QT_TRANSLATE_NOOP("Stockroom", "Late"),
}
PROMISED = QT_TRANSLATE_NOOP("Stockroom", "promised {time}")
NONE_ON_SHELF = QT_TRANSLATE_NOOP("Stockroom", "None on the shelf: ask a supervisor")
SHELF = QT_TRANSLATE_NOOP("Stockroom", "Shelf {shelf}")
AT_COUNTER = QT_TRANSLATE_NOOP("Stockroom", "Counter {counter}")
HELD_BY = QT_TRANSLATE_NOOP("Stockroom", "{who} has it")
ELSEWHERE = QT_TRANSLATE_NOOP("Stockroom", "Yours at another terminal, {step}. Touch to go on here")
STEP_OF = QT_TRANSLATE_NOOP("Stockroom", "step {step} of {steps}")
ONE_MORE = QT_TRANSLATE_NOOP("Stockroom", "1 more on shelf {shelf}")
MORE = QT_TRANSLATE_NOOP("Stockroom", "{count} more on shelf {shelf}")
FOR_SLOT = QT_TRANSLATE_NOOP("Stockroom", "for {time}")
STANDING_NONE = QT_TRANSLATE_NOOP("Stockroom", "free")
STANDING = QT_TRANSLATE_NOOP("Stockroom", "{count} there")
ALSO_TAKEN = QT_TRANSLATE_NOOP("Stockroom", "{who} took it too, but you were first")
REFUSED_BEFORE = QT_TRANSLATE_NOOP("Stockroom", "Refused before: {reasons}")
UNDO_STEP = QT_TRANSLATE_NOOP("Stockroom", "Undo: {step}")

REASONS: dict[RejectReason, str] = {
    RejectReason.PACKAGING: QT_TRANSLATE_NOOP("Stockroom", "Packaging damaged"),
    RejectReason.DAMAGED: QT_TRANSLATE_NOOP("Stockroom", "Watch damaged"),
    RejectReason.WRONG: QT_TRANSLATE_NOOP("Stockroom", "Not what the box says"),
    RejectReason.BATTERY: QT_TRANSLATE_NOOP("Stockroom", "Battery too weak"),
    RejectReason.OTHER: QT_TRANSLATE_NOOP("Stockroom", "Another reason"),
}
OFFERED = (RejectReason.PACKAGING, RejectReason.DAMAGED, RejectReason.WRONG, RejectReason.OTHER)
"""The battery has a step of its own."""

PARTS: dict[Difference, str] = {
    Difference.MODEL: QT_TRANSLATE_NOOP("Stockroom", "Model"),
    Difference.SIZE: QT_TRANSLATE_NOOP("Stockroom", "Size"),
    Difference.CASE: QT_TRANSLATE_NOOP("Stockroom", "Case"),
    Difference.BAND: QT_TRANSLATE_NOOP("Stockroom", "Band"),
}
NOTHING = "–"

SCAN_ANOTHER = QT_TRANSLATE_NOOP("Stockroom", "Scan another box")
SCAN_AGAIN = QT_TRANSLATE_NOOP("Stockroom", "Scan again")
FETCH_ANOTHER = QT_TRANSLATE_NOOP("Stockroom", "Fetch another one")
PUT_BACK = QT_TRANSLATE_NOOP("Stockroom", "It is back on its shelf")
LET_GO = QT_TRANSLATE_NOOP("Stockroom", "Let go")
TO_BOARD = QT_TRANSLATE_NOOP("Stockroom", "Back to the board")

BOXES: dict[Fit, FaceWords] = {
    Fit.WRONG_PRODUCT: FaceWords(
        "stop",
        "box-cross",
        QT_TRANSLATE_NOOP("Stockroom", "Wrong box"),
        QT_TRANSLATE_NOOP("Stockroom", "Put it back and fetch the reserved one from shelf {shelf}."),
        SCAN_ANOTHER,
    ),
    Fit.NOT_OURS: FaceWords(
        "stop",
        "question",
        QT_TRANSLATE_NOOP("Stockroom", "Not a box of this launch"),
        QT_TRANSLATE_NOOP("Stockroom", "No product of the launch has the number on this label."),
        SCAN_ANOTHER,
    ),
    Fit.NO_SERIAL: FaceWords(
        "wait",
        "barcode",
        QT_TRANSLATE_NOOP("Stockroom", "Scan the other label"),
        QT_TRANSLATE_NOOP(
            "Stockroom", "Right product, but this label does not say which unit. Look for one with a serial."
        ),
        SCAN_AGAIN,
    ),
    Fit.SERIAL_TAKEN: FaceWords(
        "stop",
        "hand",
        QT_TRANSLATE_NOOP("Stockroom", "This unit is taken"),
        QT_TRANSLATE_NOOP("Stockroom", "It was refused, or belongs to another customer. Fetch another one."),
        SCAN_ANOTHER,
    ),
    Fit.OTHER_UNIT: FaceWords(
        "stop",
        "hand",
        QT_TRANSLATE_NOOP("Stockroom", "Another unit"),
        QT_TRANSLATE_NOOP("Stockroom", "Right product, but not the unit of this task."),
        SCAN_ANOTHER,
    ),
}
TAKEN_BY = QT_TRANSLATE_NOOP("Stockroom", "It belongs to {number}. Fetch another one.")
NO_BOXES: dict[Trouble, FaceWords] = {
    Trouble.BROKEN_LABEL: FaceWords(
        "wait",
        "scan-cross",
        QT_TRANSLATE_NOOP("Stockroom", "Label not readable"),
        QT_TRANSLATE_NOOP("Stockroom", "Part of it is damaged. Scan it again, or type what is printed below it."),
        SCAN_AGAIN,
    ),
    Trouble.OTHER_CODE: FaceWords(
        "wait",
        "scan-cross",
        QT_TRANSLATE_NOOP("Stockroom", "This is not a box"),
        QT_TRANSLATE_NOOP("Stockroom", "A customer’s code or another one. Scan the label of the box."),
        SCAN_AGAIN,
    ),
    Trouble.TOO_LONG: FaceWords(
        "wait",
        "scan-cross",
        QT_TRANSLATE_NOOP("Stockroom", "This is not a box"),
        QT_TRANSLATE_NOOP("Stockroom", "A customer’s code or another one. Scan the label of the box."),
        SCAN_AGAIN,
    ),
}
WEAK = FaceWords(
    "wait",
    "battery-low",
    QT_TRANSLATE_NOOP("Stockroom", "Battery too weak"),
    QT_TRANSLATE_NOOP(
        "Stockroom", "Put this unit aside for quarantine and fetch another one. {number} keeps its place."
    ),
    FETCH_ANOTHER,
)
WEAK_PERCENT = QT_TRANSLATE_NOOP("Stockroom", "{percent}\u00a0% of at least {least}\u00a0%.")
ASIDE = FaceWords(
    "wait",
    "box-cross",
    QT_TRANSLATE_NOOP("Stockroom", "Unit refused"),
    QT_TRANSLATE_NOOP(
        "Stockroom", "Put this unit aside for quarantine and fetch another one. {number} keeps its place."
    ),
    FETCH_ANOTHER,
)
FIRST = FaceWords(
    "help",
    "person-check",
    QT_TRANSLATE_NOOP("Stockroom", "{who} was first"),
    QT_TRANSLATE_NOOP(
        "Stockroom", "You both took {number}; it is theirs. If you fetched a box, put it back on its shelf."
    ),
    LET_GO,
)
DONE = FaceWords(
    "go",
    "check",
    QT_TRANSLATE_NOOP("Stockroom", "Ready at counter {counter}"),
    QT_TRANSLATE_NOOP("Stockroom", "{number} is at the counter."),
    TO_BOARD,
)
HANDED_ON = FaceWords(
    "info",
    "person-check",
    QT_TRANSLATE_NOOP("Stockroom", "No longer yours"),
    QT_TRANSLATE_NOOP("Stockroom", "{number} has gone back to the board or to a colleague."),
    TO_BOARD,
)
GONE: dict[str, FaceWords] = {
    "cancelled": FaceWords(
        "stop",
        "cross",
        QT_TRANSLATE_NOOP("Stockroom", "Cancelled"),
        QT_TRANSLATE_NOOP("Stockroom", "The booking of {number} was cancelled. Put the unit back."),
        TO_BOARD,
    ),
    "on_hold": FaceWords(
        "wait",
        "pause",
        QT_TRANSLATE_NOOP("Stockroom", "On hold"),
        QT_TRANSLATE_NOOP(
            "Stockroom", "A supervisor looks into {number}. Leave the unit as it is and take another task."
        ),
        TO_BOARD,
    ),
    "collected": FaceWords(
        "info",
        "bag-check",
        QT_TRANSLATE_NOOP("Stockroom", "Collected"),
        QT_TRANSLATE_NOOP("Stockroom", "{number} has been handed over."),
        TO_BOARD,
    ),
    "away": FaceWords(
        "info",
        "undo",
        QT_TRANSLATE_NOOP("Stockroom", "Nobody waits for it now"),
        QT_TRANSLATE_NOOP("Stockroom", "{number} was taken back at the entrance. Put the unit back."),
        TO_BOARD,
    ),
}

TAKEN_NOTICE = QT_TRANSLATE_NOOP("Stockroom", "{who} was first: {number} is theirs.")
NOT_NOW = QT_TRANSLATE_NOOP("Stockroom", "This task cannot be taken now.")
TAKE_FIRST = QT_TRANSLATE_NOOP("Stockroom", "Open a task first, then scan its box.")
SCANNED_ALREADY = QT_TRANSLATE_NOOP("Stockroom", "A box is scanned already. Undo that step to scan another one.")

REFUSALS: dict[str, str] = {}
"""By a `Refused`'s operation."""

"""What each verdict says, to the greeter and to the customer: the source texts, in English, of the translations.

No rule and no layout. `assets/translations/kiosk_fr.ts` changes with it (`python -m ui.translations`). Fields in braces
are filled by `verdict_page`.
"""

from dataclasses import dataclass

from kiosk.domain.verdict import NextStep, VerdictKind

CONTEXT = "Verdict"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 (the name that lupdate looks for)
    """Marks a text for translation and returns it."""
    return text


@dataclass(frozen=True, slots=True)
class Words:
    headline: str
    """One word, or as few as it takes: read from two metres."""
    detail: str
    """Why, with the fact that matters."""
    say: str
    """To the customer, in the customer's language."""
    icon: str


WORDS: dict[str, Words] = {
    VerdictKind.ADMIT: Words(
        QT_TRANSLATE_NOOP("Verdict", "Welcome"),
        "",
        QT_TRANSLATE_NOOP("Verdict", "Welcome! Your number is {number}. The screen will call you."),
        "check",
    ),
    VerdictKind.LATE_GRACE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Just in time"),
        QT_TRANSLATE_NOOP("Verdict", "The slot ended at {end}. This delay is accepted."),
        QT_TRANSLATE_NOOP("Verdict", "Welcome! Your number is {number}. The screen will call you."),
        "check-clock",
    ),
    VerdictKind.TOO_EARLY: Words(
        QT_TRANSLATE_NOOP("Verdict", "Too early"),
        QT_TRANSLATE_NOOP("Verdict", "The slot begins at {start}."),
        QT_TRANSLATE_NOOP("Verdict", "Your slot begins at {start}. You may come in from {return}."),
        "clock",
    ),
    VerdictKind.LATE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Slot missed"),
        QT_TRANSLATE_NOOP("Verdict", "The slot ended at {end}."),
        QT_TRANSLATE_NOOP("Verdict", "Your slot ended at {end}. We will find you another one."),
        "clock-late",
    ),
    VerdictKind.ALREADY_ARRIVED: Words(
        QT_TRANSLATE_NOOP("Verdict", "Already here"),
        QT_TRANSLATE_NOOP("Verdict", "This code was used before."),
        QT_TRANSLATE_NOOP("Verdict", "You are already checked in. Your number is {number}."),
        "person-check",
    ),
    VerdictKind.ALREADY_COLLECTED: Words(
        QT_TRANSLATE_NOOP("Verdict", "Collected"),
        QT_TRANSLATE_NOOP("Verdict", "The watch was handed over: {collected}."),
        QT_TRANSLATE_NOOP("Verdict", "This watch has already been collected. A colleague will help you."),
        "bag-check",
    ),
    VerdictKind.CANCELLED: Words(
        QT_TRANSLATE_NOOP("Verdict", "Cancelled"),
        QT_TRANSLATE_NOOP("Verdict", "This booking was cancelled."),
        QT_TRANSLATE_NOOP("Verdict", "This booking was cancelled. A colleague will help you."),
        "cross",
    ),
    VerdictKind.PAYMENT_DUE: Words(
        QT_TRANSLATE_NOOP("Verdict", "To be paid"),
        QT_TRANSLATE_NOOP("Verdict", "The booking has not been paid yet."),
        QT_TRANSLATE_NOOP("Verdict", "Your booking remains to be paid. Please go to the payment desk."),
        "card",
    ),
    VerdictKind.PAYMENT_REFUSED: Words(
        QT_TRANSLATE_NOOP("Verdict", "Payment refused"),
        QT_TRANSLATE_NOOP("Verdict", "The bank refused the payment."),
        QT_TRANSLATE_NOOP("Verdict", "Your payment did not go through. The payment desk will help you."),
        "card-cross",
    ),
    VerdictKind.ON_HOLD: Words(
        QT_TRANSLATE_NOOP("Verdict", "On hold"),
        QT_TRANSLATE_NOOP("Verdict", "This booking is on hold."),
        QT_TRANSLATE_NOOP("Verdict", "One moment, please. A colleague will look at your booking."),
        "pause",
    ),
    VerdictKind.WRONG_STORE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Other store"),
        QT_TRANSLATE_NOOP("Verdict", "The booking is for {store}."),
        QT_TRANSLATE_NOOP("Verdict", "Your watch is waiting for you at {store}."),
        "store",
    ),
    VerdictKind.WRONG_DAY: Words(
        QT_TRANSLATE_NOOP("Verdict", "Other day"),
        QT_TRANSLATE_NOOP("Verdict", "The booking is for {day}, {slot}."),
        QT_TRANSLATE_NOOP("Verdict", "Your slot is on {day}, {slot}."),
        "calendar",
    ),
    VerdictKind.HOME_DELIVERY: Words(
        QT_TRANSLATE_NOOP("Verdict", "Home delivery"),
        QT_TRANSLATE_NOOP("Verdict", "This watch goes to the customer’s home."),
        QT_TRANSLATE_NOOP("Verdict", "Your watch is being delivered to your home. The details are in your e-mail."),
        "truck",
    ),
    VerdictKind.SUPERSEDED_CODE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Old code"),
        QT_TRANSLATE_NOOP("Verdict", "A newer code was sent for this booking."),
        QT_TRANSLATE_NOOP("Verdict", "We sent you a newer code. Please look for our latest e-mail."),
        "renew",
    ),
    VerdictKind.NOT_SYNCED_YET: Words(
        QT_TRANSLATE_NOOP("Verdict", "Not received yet"),
        QT_TRANSLATE_NOOP("Verdict", "The code is genuine. Its booking has not reached this terminal yet."),
        QT_TRANSLATE_NOOP("Verdict", "Your code is valid. One moment, please."),
        "cloud",
    ),
    VerdictKind.UNKNOWN_CODE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Unknown"),
        QT_TRANSLATE_NOOP("Verdict", "This is not one of our codes."),
        QT_TRANSLATE_NOOP("Verdict", "This is another code. Could you show me our e-mail, please?"),
        "question",
    ),
    VerdictKind.FORGED: Words(
        QT_TRANSLATE_NOOP("Verdict", "Forged"),
        QT_TRANSLATE_NOOP("Verdict", "We did not issue this code: its signature is false."),
        QT_TRANSLATE_NOOP("Verdict", "I cannot accept this code. A colleague will help you."),
        "shield-cross",
    ),
    VerdictKind.EXPIRED_CODE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Expired"),
        QT_TRANSLATE_NOOP("Verdict", "This code is no longer valid."),
        QT_TRANSLATE_NOOP("Verdict", "This code is no longer valid. Please look for our latest e-mail."),
        "hourglass",
    ),
    VerdictKind.MALFORMED: Words(
        QT_TRANSLATE_NOOP("Verdict", "Unreadable"),
        QT_TRANSLATE_NOOP("Verdict", "The code is damaged or incomplete."),
        QT_TRANSLATE_NOOP("Verdict", "Could you show me the code again, please?"),
        "scan-cross",
    ),
    VerdictKind.TRAINING_CODE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Training"),
        QT_TRANSLATE_NOOP("Verdict", "A practice code: nothing was recorded."),
        "",
        "cap",
    ),
    VerdictKind.STAFF_BADGE: Words(
        QT_TRANSLATE_NOOP("Verdict", "Staff badge"),
        QT_TRANSLATE_NOOP("Verdict", "A colleague’s badge: nothing was recorded."),
        "",
        "badge",
    ),
    VerdictKind.SEVERAL_CODES: Words(
        QT_TRANSLATE_NOOP("Verdict", "Several codes"),
        QT_TRANSLATE_NOOP("Verdict", "There are different codes in the picture."),
        QT_TRANSLATE_NOOP("Verdict", "One code at a time, please."),
        "several",
    ),
    "overridden": Words(
        QT_TRANSLATE_NOOP("Verdict", "Welcome"),
        QT_TRANSLATE_NOOP("Verdict", "Let in by decision of the store."),
        QT_TRANSLATE_NOOP("Verdict", "Welcome! Your number is {number}. The screen will call you."),
        "check",
    ),
    "undone": Words(
        QT_TRANSLATE_NOOP("Verdict", "Taken back"),
        QT_TRANSLATE_NOOP("Verdict", "The entry was undone. The code can be used again."),
        "",
        "undo",
    ),
    "short": Words(
        QT_TRANSLATE_NOOP("Verdict", "None left"),
        "",
        QT_TRANSLATE_NOOP("Verdict", "Welcome! Your model is short just now. I will show you what we can do."),
        "box-cross",
    ),
    "alternative": Words(
        QT_TRANSLATE_NOOP("Verdict", "Other model"),
        QT_TRANSLATE_NOOP("Verdict", "The stockroom prepares it: {product}."),
        QT_TRANSLATE_NOOP("Verdict", "Thank you! You keep your number. The screen will call you."),
        "watch",
    ),
    "voucher": Words(
        QT_TRANSLATE_NOOP("Verdict", "Voucher"),
        QT_TRANSLATE_NOOP("Verdict", "The booking is ended: nothing is prepared any more."),
        QT_TRANSLATE_NOOP("Verdict", "Here is your voucher. Thank you for your patience."),
        "card",
    ),
    "not_saved": Words(
        QT_TRANSLATE_NOOP("Verdict", "Not saved"),
        QT_TRANSLATE_NOOP("Verdict", "The terminal could not write to its memory."),
        QT_TRANSLATE_NOOP("Verdict", "One moment, please. A colleague will help you."),
        "disk-cross",
    ),
    "technical": Words(
        QT_TRANSLATE_NOOP("Verdict", "Not checked"),
        QT_TRANSLATE_NOOP("Verdict", "A technical fault. Nothing was recorded."),
        QT_TRANSLATE_NOOP("Verdict", "One moment, please. A colleague will help you."),
        "wrench",
    ),
    "refused": Words(
        QT_TRANSLATE_NOOP("Verdict", "Not possible"),
        QT_TRANSLATE_NOOP("Verdict", "The store’s rules do not allow this now."),
        "",
        "hand",
    ),
    "out_of_order": Words(
        QT_TRANSLATE_NOOP("Verdict", "Out of order"),
        QT_TRANSLATE_NOOP("Verdict", "The program met a fault of its own. What was confirmed is saved."),
        "",
        "wrench",
    ),
}
"""By verdict kind, and for the pages that are no verdict: overridden, short, alternative, voucher, undone, not_saved, technical, refused,
out_of_order."""

STEPS: dict[str, str] = {
    NextStep.LET_IN: QT_TRANSLATE_NOOP("Verdict", "Let in and give the number"),
    NextStep.ASK_TO_RETURN: QT_TRANSLATE_NOOP("Verdict", "Ask to come back later"),
    NextStep.OFFER_LATER_SLOT: QT_TRANSLATE_NOOP("Verdict", "Offer a later slot"),
    NextStep.SEND_TO_COUNTER: QT_TRANSLATE_NOOP("Verdict", "Send to the counter"),
    NextStep.SEND_TO_PAYMENT: QT_TRANSLATE_NOOP("Verdict", "Send to the payment desk"),
    NextStep.SEND_TO_STORE: QT_TRANSLATE_NOOP("Verdict", "Send to the right store"),
    NextStep.CALL_SUPERVISOR: QT_TRANSLATE_NOOP("Verdict", "Call a supervisor"),
    NextStep.SHOW_DELIVERY: QT_TRANSLATE_NOOP("Verdict", "Explain the delivery"),
    NextStep.ASK_FOR_NEW_CODE: QT_TRANSLATE_NOOP("Verdict", "Ask for the latest code"),
    NextStep.ADMIT_UNSYNCED: QT_TRANSLATE_NOOP("Verdict", "You may let in"),
    NextStep.SEARCH_BY_NAME: QT_TRANSLATE_NOOP("Verdict", "Search by name"),
    NextStep.SCAN_AGAIN: QT_TRANSLATE_NOOP("Verdict", "Scan again"),
    NextStep.ONE_AT_A_TIME: QT_TRANSLATE_NOOP("Verdict", "Show one code only"),
    NextStep.NONE: "",
}
RETURN_AT = QT_TRANSLATE_NOOP("Verdict", "Ask to come back from {return}")
CANCELLED_BY = QT_TRANSLATE_NOOP("Verdict", "By {who}, {time}.")
CANCELLED_ELSEWHERE = QT_TRANSLATE_NOOP("Verdict", "By the customer or the head office, {time}.")
DELIVERY = QT_TRANSLATE_NOOP("Verdict", "Delivery: {state}.")
ALSO_BOOKED = QT_TRANSLATE_NOOP(
    "Verdict", "Other bookings under the same name and phone: {count}. Ask which one it is."
)
WAIT_INSIDE = QT_TRANSLATE_NOOP("Verdict", "Send to the waiting area")
COME_IN_FROM = QT_TRANSLATE_NOOP("Verdict", "Check in from {return}.")
RETURN_ON = QT_TRANSLATE_NOOP("Verdict", "Ask to come back on {day}")
SEND_TO = QT_TRANSLATE_NOOP("Verdict", "Send to {store}")
HAND_NOTHING = QT_TRANSLATE_NOOP("Verdict", "Do not hand over anything")
SEEN_AT = QT_TRANSLATE_NOOP("Verdict", "Seen at {place}, {time}.")
SEEN_HERE = QT_TRANSLATE_NOOP("Verdict", "Seen here, {time}.")
ALSO_SEEN_AT = QT_TRANSLATE_NOOP("Verdict", "Also seen at {place}, {time}.")
CALL_SUPPORT = QT_TRANSLATE_NOOP("Verdict", "Scan again, or call support")
RESTART = QT_TRANSLATE_NOOP("Verdict", "Restart the program")
GIVE_NUMBER_AGAIN = QT_TRANSLATE_NOOP("Verdict", "Repeat the number")

FAULT_HINTS: dict[str, str] = {
    "save": QT_TRANSLATE_NOOP("Verdict", "Free some space on its disk, then scan again."),
    "read": QT_TRANSLATE_NOOP("Verdict", "Restart the program: it checks its file."),
    "open the database": QT_TRANSLATE_NOOP("Verdict", "Restart the program. If that does not help, call support."),
    "read the database key": QT_TRANSLATE_NOOP("Verdict", "The key to the data was not found: call support."),
}
"""By a `Fault`'s operation: what to do about it. The fault's own hint is English, for the log."""
REFUSALS: dict[str, str] = {
    "check in": QT_TRANSLATE_NOOP("Verdict", "These 8 characters are no code: one is wrong or missing."),
    "check in length": QT_TRANSLATE_NOOP("Verdict", "A code has 8 characters."),
    "check in alphabet": QT_TRANSLATE_NOOP("Verdict", "No code has a 0, an O, a 1 or an I: one was misheard."),
    "check in check": QT_TRANSLATE_NOOP("Verdict", "One of the 8 characters is wrong, or two are swapped."),
    "admit": QT_TRANSLATE_NOOP("Verdict", "Only a code that was just scanned can be let in this way."),
    "override": QT_TRANSLATE_NOOP("Verdict", "Your role does not decide this."),
    "look for a later slot": QT_TRANSLATE_NOOP("Verdict", "Later slots are looked for at the entrance."),
    "book again": QT_TRANSLATE_NOOP("Verdict", "Only a supervisor books again, into a slot with a place left here."),
    "settle the payment": QT_TRANSLATE_NOOP(
        "Verdict", "Only a supervisor settles a payment that is due, with its reference."
    ),
    "refuse the payment": QT_TRANSLATE_NOOP("Verdict", "Only a supervisor records that a payment was refused."),
    "move": QT_TRANSLATE_NOOP(
        "Verdict", "This slot has no place left here, or the booking has changed. Scan the code again."
    ),
    "put on the waiting list": QT_TRANSLATE_NOOP("Verdict", "The booking has changed. Scan the code again."),
    "take the move back": QT_TRANSLATE_NOOP(
        "Verdict", "Only the last move of this terminal can be taken back, and not for long."
    ),
    "undo": QT_TRANSLATE_NOOP("Verdict", "This entry can no longer be taken back here."),
    "offer another model": QT_TRANSLATE_NOOP("Verdict", "This model cannot be given now: scan the code again."),
    "give a voucher": QT_TRANSLATE_NOOP("Verdict", "A supervisor gives vouchers, where the rules allow it."),
}
"""By a `Refused`'s operation, with the rule that a typed code breaks: why; for the others the page's own words."""
ASK_AGAIN = QT_TRANSLATE_NOOP("Verdict", "Ask for the code again")

OFFER_WAY_OUT = QT_TRANSLATE_NOOP("Verdict", "Offer a way out")
TO_WAITING = QT_TRANSLATE_NOOP("Verdict", "Send to the waiting area")
GIVE_VOUCHER = QT_TRANSLATE_NOOP("Verdict", "Give the voucher")
VALID = QT_TRANSLATE_NOOP("Verdict", "Valid")
LEFT = QT_TRANSLATE_NOOP("Verdict", "{count} left")
NONE_LEFT = QT_TRANSLATE_NOOP("Verdict", "none left")
LEFT_OF_IT = QT_TRANSLATE_NOOP("Verdict", "{count} of it left")
ABOUT_MINUTES = QT_TRANSLATE_NOOP("Verdict", "about {minutes} minutes")
ABOUT_ONE_MINUTE = QT_TRANSLATE_NOOP("Verdict", "about a minute")

VOUCHER_REASONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Verdict", "Voucher: sent to the home when it is there"),
    QT_TRANSLATE_NOOP("Verdict", "Voucher: the money back and a gift"),
)
"""What is promised with it; the English text is what the ledger keeps."""
REASONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Verdict", "A supervisor agreed"),
    QT_TRANSLATE_NOOP("Verdict", "The store caused the delay"),
    QT_TRANSLATE_NOOP("Verdict", "Accessibility or health"),
    QT_TRANSLATE_NOOP("Verdict", "Another terminal was wrong"),
)
"""Why somebody is let in against the verdict; the English text is what the ledger keeps."""

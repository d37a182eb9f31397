"""What the page of later slots says: source texts, in English, of the translations. No rule and no layout."""

from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Later"

MISSED = QT_TRANSLATE_NOOP("Later", "{name}: the slot was {slot}.")
PLACES = QT_TRANSLATE_NOOP("Later", "Places here: {places}")
FULL = QT_TRANSLATE_NOOP("Later", "Full")
ELSEWHERE = QT_TRANSLATE_NOOP("Later", "None here. {others}")
NONE_HERE = QT_TRANSLATE_NOOP("Later", "None here")
OTHER = QT_TRANSLATE_NOOP("Later", "{terminal}: {places}")
USED_UP = QT_TRANSLATE_NOOP(
    "Later", "This entrance has given away the places it holds. It gets more as soon as central hears of it."
)
OVER = QT_TRANSLATE_NOOP("Later", "There is no later slot today. Call a supervisor.")
ON_LIST = QT_TRANSLATE_NOOP("Later", "This customer is on the waiting list.")

SAY_MOVED = QT_TRANSLATE_NOOP(
    "Later", "Your new slot is {slot}. Please take a photograph of this code; your old one works too."
)
SAY_MOVED_WITHOUT = QT_TRANSLATE_NOOP("Later", "Your new slot is {slot}. Your code stays the same.")
LEFT = QT_TRANSLATE_NOOP("Later", "Places left here in this slot: {places}")
REBOOKED = QT_TRANSLATE_NOOP("Later", "Booked again. What was paid back is to be paid at the payment desk first.")

WAITING = QT_TRANSLATE_NOOP("Later", "On the list")
WAITING_STEP = QT_TRANSLATE_NOOP("Later", "Ask to wait nearby")
WAITING_DETAIL = QT_TRANSLATE_NOOP(
    "Later", "As soon as there is a place, the waiting list says so. Scan the code again then."
)
WAITING_SAY = QT_TRANSLATE_NOOP("Later", "There is no place just now. We have put you on the waiting list.")

BACK = QT_TRANSLATE_NOOP("Later", "Taken back")
BACK_DETAIL = QT_TRANSLATE_NOOP("Later", "The place is free again. The customer’s slot is {slot}, as before.")

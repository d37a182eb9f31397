"""What can be touched on the customer's page: proofs of identity, demonstration, receipt, reasons. Pure but for the words."""

from kiosk.domain.counter import Identity, Receipt
from kiosk.domain.plain_text import plain
from kiosk.domain.policy import Policy
from kiosk.floor_answers import Entry
from ui.stations import counter_words as words
from ui.stations.counter_customer import Ticks
from ui.stations.counter_rows import ChoiceRow
from ui.stations.stockroom_rows import Tongue

DEMOS = tuple(words.DEMOS)


def identities_of(policy: Policy) -> tuple[Identity, ...]:
    """The methods that the store accepts, in the order of the words."""
    return tuple(one for one in words.IDENTITIES if one in policy.identity_methods)


def receipts_of(entry: Entry | None, *, prints: bool) -> tuple[Receipt, ...]:
    """What this customer can be given here: by mail only where central has an address for them."""
    printed = (Receipt.PRINTED,) if prints else ()
    mailed = (Receipt.EMAIL,) if entry is not None and entry.reservation.receipt_by_email else ()
    return (*printed, *mailed, Receipt.NONE)


def usual_receipt(offered: tuple[Receipt, ...]) -> Receipt:
    """What they get unless something else is ticked: paper, and never a mail that nobody asked for."""
    return Receipt.PRINTED if Receipt.PRINTED in offered else Receipt.NONE


def choices_of(
    entry: Entry | None, ticks: Ticks, methods: tuple[Identity, ...], receipts: tuple[Receipt, ...], tongue: Tongue
) -> dict[str, list[ChoiceRow]]:
    """By the name of the list. Nobody: nothing can be touched."""
    if entry is None:
        return {name: [] for name in ("identities", "demos", "receipts", "reasons", "backs")}
    return {
        "identities": [_identity(one, entry, tongue, chosen=one is ticks.identity) for one in methods],
        "demos": [ChoiceRow(str(one), tongue.told(words.DEMOS[one]), "", "", one is ticks.demo) for one in DEMOS],
        "receipts": [
            ChoiceRow(str(one), tongue.told(words.RECEIPTS[one]), "", "", one is ticks.receipt) for one in receipts
        ],
        "reasons": [ChoiceRow(one, tongue.told(one), "", "", one == ticks.reason) for one in words.REASONS],
        "backs": [
            ChoiceRow(str(one), tongue.told(title), tongue.told(text), "", False)
            for one, (title, text) in words.TAKE_BACKS.items()
        ],
    }


def _identity(one: Identity, entry: Entry, tongue: Tongue, *, chosen: bool) -> ChoiceRow:
    title, text, icon = words.IDENTITIES[one]
    digits = plain(entry.reservation.customer.phone_last4, 8)
    said = words.NO_DIGITS if one is Identity.PHONE and not digits else text
    return ChoiceRow(str(one), tongue.told(title), tongue.told(said).format(digits=digits), icon, chosen)

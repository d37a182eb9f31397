"""What stands on a receipt: one value, made of a saved hand-over and the roster's rows. Pure: no Qt, no printer, no clock.

Of the customer it holds a first name and an initial, and nothing of how their identity was confirmed. All texts from
outside have passed `ui.plain_text`; whoever draws them must not read markup into them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kiosk.domain.shown import first_name
from kiosk.floor_answers import HandedOver, Rules
from ui import formats
from ui.plain_text import plain
from ui.printing.words import RECEIPTS, ReceiptWords

REFERENCE_LENGTH = 8
TRIAL_REFERENCE = "TEST"


@dataclass(frozen=True, slots=True)
class ReceiptText:
    language: str
    store: str
    place: tuple[str, ...]
    """Lines under the store's name; empty ones are left out."""
    title: str
    call_label: str
    call_number: str
    """Empty: nobody drew one."""
    article: str
    details: str
    """Size, case and band; empty where the product has none."""
    rows: tuple[tuple[str, str], ...]
    """Label and value, none of them empty."""
    closing: tuple[str, ...]
    notice: str = ""
    """What must not be overlooked, on top: that this is a trial."""
    reference: str = ""
    """As among the rows: what a file is named by."""

    def texts(self) -> tuple[str, ...]:
        """Everything that is printed."""
        row_texts = (text for row in self.rows for text in row)
        head = (self.notice, self.store, *self.place, self.title, self.call_label, self.call_number)
        return tuple(text for text in (*head, self.article, self.details, *row_texts, *self.closing) if text)


def receipt_text(handed: HandedOver, rules: Rules, zone: ZoneInfo, language: str, terminal_id: str = "") -> ReceiptText:
    """`zone`: the store's. `language`: `fr` or `en`. `terminal_id`: where it is printed."""
    words = RECEIPTS[language]
    product, state, store = handed.entry.product, handed.entry.state, rules.store
    local = handed.at.astimezone(zone).date()
    reference = short_reference(handed.event_id)
    rows = (
        (words.date, f"{formats.day(local, language)}{formats.NBSP}{local.year}"),
        (words.time, formats.clock(handed.at, zone, language)),
        (words.customer, plain(first_name(handed.entry.reservation.customer.name))),
        (words.serial, plain(handed.serial)),
        *_shown(handed, words),
        (words.where, _where(words, state.called_to or state.counter, rules, terminal_id)),
        (words.reference, reference),
    )
    parts = () if product is None else (product.size, product.case, product.band)
    return ReceiptText(
        language=language,
        store="" if store is None else plain(store.name),
        place=() if store is None else tuple(plain(line) for line in (store.address, store.city) if line.strip()),
        title=words.title,
        call_label=words.call_number,
        call_number=plain(handed.entry.call_number, 12),
        article=plain(handed.entry.reservation.sku if product is None else product.name),
        details=" · ".join(plain(part) for part in parts if part.strip()),
        rows=tuple((label, value) for label, value in rows if value),
        closing=words.closing,
        reference=reference,
    )


def trial_text(now: datetime, language: str) -> ReceiptText:
    """A receipt of nothing, with every letter that French and English need: shows that a printer is set up right.

    `now` is aware, in the zone that it is to be written in.
    """
    words = RECEIPTS[language]
    return ReceiptText(
        language=language,
        store="",
        place=(),
        title=words.title,
        call_label=words.call_number,
        call_number="A042",
        article="ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜ",
        details="àâæçèéêëîïôœùûüÿ · « 0123456789 » · €",
        rows=(
            (words.date, f"{formats.day(now.date(), language)}{formats.NBSP}{now.year}"),
            (words.time, formats.clock(now, now.tzinfo or UTC, language)),
            (words.reference, TRIAL_REFERENCE),
        ),
        closing=words.closing,
        notice=words.trial,
        reference=TRIAL_REFERENCE,
    )


def short_reference(event_id: str) -> str:
    """`3F2A-9C01` of a hand-over's event id: enough to find it in a day's ledger, short enough to be read aloud."""
    head = "".join(character for character in event_id if character.isalnum() and character.isascii())
    head = head[:REFERENCE_LENGTH].upper()
    return "-".join(head[at : at + 4] for at in range(0, len(head), 4))


def _shown(handed: HandedOver, words: ReceiptWords) -> tuple[tuple[str, str], ...]:
    presented = (words.presented, words.done if handed.presented else "")
    return presented, (words.demonstration, words.demos.get(handed.demo, ""))


def _where(words: ReceiptWords, counter: str, rules: Rules, terminal_id: str) -> str:
    """The counter as the customer knows it, else the terminal's name."""
    if counter.strip():
        return words.counter.format(counter=plain(counter, 40))
    return next((plain(row.name) for row in rules.terminals if row.terminal_id == terminal_id), "")

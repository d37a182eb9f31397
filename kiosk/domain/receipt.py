"""What stands on a receipt: one value, made of a saved hand-over and the roster's rows; for paper and for mail. Pure.

Of the customer it holds a first name and an initial, and nothing of how their identity was confirmed. All texts from
outside have passed `plain`; whoever draws them must not read markup into them. Its words are in `receipt_words.py`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from kiosk.domain import formats
from kiosk.domain.counter import Demo
from kiosk.domain.plain_text import plain
from kiosk.domain.receipt_words import RECEIPTS, ReceiptWords
from kiosk.domain.reservation import Product, Reservation, StoreRow
from kiosk.domain.shown import first_name

REFERENCE_LENGTH = 8
TRIAL_REFERENCE = "TEST"


@dataclass(frozen=True, slots=True)
class Handing:
    """A hand-over as far as a receipt tells of it."""

    event_id: str
    at: datetime
    reservation: Reservation
    product: Product | None
    """None: its row is not known."""
    store: StoreRow | None
    call_number: str
    serial: str
    presented: bool
    demo: Demo
    counter: str
    """As customers read it; empty: not known."""
    terminal: str = ""
    """Its name: where it was handed over, if no counter is known."""


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


def text_of_handing(handing: Handing, zone: tzinfo, language: str) -> ReceiptText:
    """`zone`: the store's. `language`: `fr` or `en`."""
    words = RECEIPTS[language]
    product, store = handing.product, handing.store
    local = handing.at.astimezone(zone).date()
    reference = short_reference(handing.event_id)
    rows = (
        (words.date, f"{formats.day(local, language)}{formats.NBSP}{local.year}"),
        (words.time, formats.clock(handing.at, zone, language)),
        (words.customer, plain(first_name(handing.reservation.customer.name))),
        (words.serial, plain(handing.serial)),
        *_shown(handing, words),
        (words.where, _where(handing, words)),
        (words.reference, reference),
    )
    parts = () if product is None else (product.size, product.case, product.band)
    return ReceiptText(
        language=language,
        store="" if store is None else plain(store.name),
        place=() if store is None else tuple(plain(line) for line in (store.address, store.city) if line.strip()),
        title=words.title,
        call_label=words.call_number,
        call_number=plain(handing.call_number, 12),
        article=plain(handing.reservation.sku if product is None else product.name),
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


def _shown(handing: Handing, words: ReceiptWords) -> tuple[tuple[str, str], ...]:
    presented = (words.presented, words.done if handing.presented else "")
    return presented, (words.demonstration, words.demos.get(handing.demo, ""))


def _where(handing: Handing, words: ReceiptWords) -> str:
    """The counter as the customer knows it, else the terminal's name."""
    if handing.counter.strip():
        return words.counter.format(counter=plain(handing.counter, 40))
    return plain(handing.terminal)

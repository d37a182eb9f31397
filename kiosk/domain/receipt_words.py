"""What stands on a receipt, in both languages. Pure: paper is written in the customer's language, not the screen's."""

from dataclasses import dataclass

from kiosk.domain.counter import Demo


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    title: str
    call_number: str
    date: str
    time: str
    customer: str
    article: str
    serial: str
    presented: str
    done: str
    demonstration: str
    demos: dict[Demo, str]
    """Those that a customer is told of."""
    where: str
    counter: str
    """With `{counter}`."""
    reference: str
    closing: tuple[str, ...]
    trial: str
    """On a receipt that only shows that the printer works."""


FRENCH = ReceiptWords(
    title="Reçu de remise",
    call_number="Votre numéro",
    date="Date",
    time="Heure",
    customer="Client",
    article="Article",
    serial="N° de série",
    presented="Présentation",
    done="faite au comptoir",
    demonstration="Démonstration",
    demos={Demo.GIVEN: "faite au comptoir", Demo.BOOKED: "réservée pour plus tard"},
    where="Remis à",
    counter="Comptoir {counter}",
    reference="Référence",
    closing=("Conservez ce reçu avec votre article.", "Ce reçu n’est pas une facture."),
    trial="Essai : rien n’a été remis",
)
ENGLISH = ReceiptWords(
    title="Collection receipt",
    call_number="Your number",
    date="Date",
    time="Time",
    customer="Customer",
    article="Article",
    serial="Serial number",
    presented="Presentation",
    done="given at the counter",
    demonstration="Demonstration",
    demos={Demo.GIVEN: "given at the counter", Demo.BOOKED: "booked for later"},
    where="Handed over at",
    counter="Counter {counter}",
    reference="Reference",
    closing=("Keep this receipt with your article.", "This receipt is not an invoice."),
    trial="Test print: nothing was handed over",
)
RECEIPTS = {"fr": FRENCH, "en": ENGLISH}

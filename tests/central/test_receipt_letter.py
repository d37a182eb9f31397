"""The mail that a receipt becomes: its words, and that nothing from outside reaches its header or becomes markup."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.mailing.letter import letter
from kiosk.domain.counter import Demo
from kiosk.domain.receipt import Handing, ReceiptText, text_of_handing
from kiosk.domain.reservation import Customer, Product, Reservation, Slot, StoreRow
from kiosk.domain.shown import first_name

AT = datetime(2026, 12, 1, 13, 5, tzinfo=UTC)
STORE = StoreRow(1, "Lunaire Opéra", "Paris", "Europe/Paris", "12 rue de la Pompe")
PRODUCT = Product("LN-41", "Lunaire Aurore", "41 mm", "acier", "bracelet bleu")
SENDER = Address("Lunaire", addr_spec="receipts@lunaire.example")
FIELDS = {
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}


def told(
    language: str = "fr", name: str = "Camille Durand", store: StoreRow = STORE, call: str = "A042"
) -> ReceiptText:
    booked = Reservation("aa", 1, 1, Slot(AT, AT.replace(hour=15)), "LN-41", Customer(name), "ABCD")
    handing = Handing("3f2a9c01" + 24 * "e", AT, booked, PRODUCT, store, call, "LN41-0090042", True, Demo.GIVEN, "3")
    return text_of_handing(handing, ZoneInfo("Europe/Paris"), language)


def mail(text: ReceiptText, name: str = "Camille Durand") -> EmailMessage:
    """As it arrives."""
    made = letter(text, first_name(name), SENDER, "camille@mail.example", "3f2a9c01" + 24 * "e", AT)
    return message_from_bytes(made.as_bytes(policy=SMTP), policy=SMTP)


def test_in_french() -> None:
    body = mail(told()).get_content()
    assert body.replace("\r\n", "\n") == (
        "Bonjour Camille D.,\n\n"
        "Merci de votre visite. Voici le reçu de ce qui vous a été remis.\n\n"
        "REÇU DE REMISE\nLunaire Opéra\n12 rue de la Pompe, Paris\n\n"
        "Article\u00a0: Lunaire Aurore\n41 mm · acier · bracelet bleu\nVotre numéro\u00a0: A042\n"
        "Date\u00a0: mardi 1er\u00a0décembre\u00a02026\nHeure\u00a0: 14\u00a0h\u00a005\nClient\u00a0: Camille D.\n"
        "N° de série\u00a0: LN41-0090042\nPrésentation\u00a0: faite au comptoir\n"
        "Démonstration\u00a0: faite au comptoir\nRemis à\u00a0: Comptoir 3\nRéférence\u00a0: 3F2A-9C01\n\n"
        "Conservez ce reçu avec votre article.\nCe reçu n’est pas une facture.\n\n"
        "Vous n’êtes pas venu chercher cet article\u00a0? Prévenez la boutique et donnez-lui la référence.\n\n"
        "Ce message est envoyé automatiquement\u00a0; les réponses ne sont pas lues.\n"
    )


def test_in_english() -> None:
    message = mail(told("en"))
    assert message["Subject"] == "Your receipt, number A042 – Lunaire Opéra"
    body = message.get_content()
    assert body.startswith("Hello Camille D.,")
    assert "Time: 14:05" in body
    assert "This receipt is not an invoice." in body


def test_who_has_no_number_or_no_name_is_written_to_all_the_same() -> None:
    message = mail(told(call=""), name="")
    assert message["Subject"] == "Votre reçu, n° 3F2A-9C01 – Lunaire Opéra"
    assert message.get_content().startswith("Bonjour,")
    assert "Votre numéro" not in message.get_content()


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"])
def test_a_line_break_in_a_name_makes_no_field(end: str) -> None:
    evil = f"Camille{end}Bcc: all@evil.example{end}{end}<b>Hello</b>"
    message = mail(told(name=evil, store=replace(STORE, name=evil), call=evil), evil)
    assert set(message.keys()) == FIELDS
    assert "Bcc" not in message
    assert message.get_all("To") == ["camille@mail.example"]
    assert not message.is_multipart()
    assert message.get_content_type() == "text/plain"


@given(name=st.text(max_size=60), store=st.text(max_size=60), call=st.text(max_size=20))
def test_whatever_stands_in_a_row_the_header_is_ours(name: str, store: str, call: str) -> None:
    text = told(name=name, store=replace(STORE, name=store), call=call)
    message = mail(text, name)
    assert set(message.keys()) == FIELDS
    assert (message["From"], message["To"]) == (str(SENDER), "camille@mail.example")
    raw = letter(text, first_name(name), SENDER, "camille@mail.example", "e" * 32, AT).as_bytes(policy=SMTP)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998, "RFC 5322, 2.1.1"
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("to", ["a@b.example\r\nBcc: c@d.example", "a@b.example\n", "a b@c.example", "", "a@b, c@d"])
def test_no_mail_is_made_to_what_is_no_address(to: str) -> None:
    """The import has refused it; this is the second lock."""
    with pytest.raises(Exception, match=r".") as refused:
        letter(told(), "Camille D.", SENDER, to, "e" * 32, AT)
    assert isinstance(refused.value, (ValueError, LookupError)) or "Header" in type(refused.value).__name__


def test_an_event_id_of_another_kind_makes_no_field() -> None:
    made = letter(told(), "C.", SENDER, "a@b.example", "x\r\nBcc: c@d.example>", AT)
    assert made["Message-ID"] == "<receipt-xBcccdexample@lunaire.example>"
    assert set(made.keys()) == FIELDS

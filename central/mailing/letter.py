"""A receipt as a mail: plain text in the customer's language, from the same value as the paper. Pure.

No markup, no link, no picture: nothing in it is fetched, and nothing that a name holds is more than text. What stands in
the header is the library's work (`email.policy.SMTP`), which refuses a line break in it.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from kiosk.domain.plain_text import plain
from kiosk.domain.receipt import ReceiptText


@dataclass(frozen=True, slots=True)
class MailWords:
    subject: str
    """With `{number}` and `{store}`."""
    greeting: str
    opening: str
    article: str
    not_you: str
    automatic: str
    colon: str
    """Between a label and its value: French puts a no-break space before it."""


MAILS = {
    "fr": MailWords(
        subject="Votre reçu, n° {number} – {store}",
        greeting="Bonjour {name},",
        opening="Merci de votre visite. Voici le reçu de ce qui vous a été remis.",
        article="Article",
        not_you="Vous n’êtes pas venu chercher cet article\u00a0? Prévenez la boutique et donnez-lui la référence.",
        automatic="Ce message est envoyé automatiquement\u00a0; les réponses ne sont pas lues.",
        colon="\u00a0: ",
    ),
    "en": MailWords(
        subject="Your receipt, number {number} – {store}",
        greeting="Hello {name},",
        opening="Thank you for coming. This is the receipt for what you were given.",
        article="Article",
        not_you="Did you not collect this article? Tell the store, and give the reference.",
        automatic="This message is sent automatically; replies are not read.",
        colon=": ",
    ),
}


def letter(text: ReceiptText, name: str, sender: Address, to: str, event_id: str, now: datetime) -> EmailMessage:
    """`name`: as the customer is greeted. `event_id` of the hand-over: the same one gives the same Message-ID, so that who
    is sent it twice can tell."""
    words = MAILS[text.language]
    message = EmailMessage(policy=SMTP)
    store = text.store or sender.display_name or sender.domain
    message["Subject"] = words.subject.format(number=text.call_number or text.reference, store=store)
    message["From"] = sender
    message["To"] = Address(addr_spec=to)
    message["Date"] = format_datetime(now)
    known_by = re.sub(r"[^0-9A-Za-z]", "", event_id)[:64]
    message["Message-ID"] = f"<receipt-{known_by}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    # Quoted-printable: ASCII on the line, whatever the servers on its way can do.
    message.set_content(_body(text, plain(name), words), cte="quoted-printable")
    message["Content-Language"] = text.language  # last: setting the content takes such fields away
    return message


def _body(text: ReceiptText, name: str, words: MailWords) -> str:
    house = [text.store, ", ".join(text.place)]
    number = [(text.call_label, text.call_number)] if text.call_number else []
    article, *rows = [
        f"{label}{words.colon}{value}" for label, value in ((words.article, text.article), *number, *text.rows)
    ]
    paragraphs = (
        [words.greeting.format(name=name) if name else words.greeting.replace(" {name}", "")],
        [words.opening],
        [text.title.upper(), *house],
        [article, text.details, *rows],
        [*text.closing],
        [words.not_you],
        [words.automatic],
    )
    return "\n\n".join("\n".join(line for line in lines if line) for lines in paragraphs) + "\n"

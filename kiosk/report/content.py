"""The whole report of a day as one value, in one language: `html.py` and `paper.py` draw it. Pure."""

from kiosk.domain import formats
from kiosk.domain.closing.day_end import DayEnd
from kiosk.domain.closing.figures import figures
from kiosk.domain.closing.stations import stations
from kiosk.domain.plain_text import plain
from kiosk.report import floor, trouble
from kiosk.report.account import account
from kiosk.report.document import Document
from kiosk.report.doors import doors
from kiosk.report.languages import WORDS
from kiosk.report.tongue import Tongue


def document(end: DayEnd, language: str) -> Document:
    """`language`: `fr` or `en`."""
    book = end.book
    tongue = Tongue(WORDS[language], book)
    told = figures(book)
    day = f"{formats.day(book.date, language)} {book.date.year}"
    where = plain(book.store_name)
    made = tongue.words.made.format(
        when=f"{tongue.date(book.now)}, {tongue.clock(book.now)}",
        who=tongue.terminal(book.made_at) if book.made_at else tongue.words.central,
    )
    return Document(
        language=language,
        title=tongue.words.title,
        subtitle=f"{day[0].upper()}{day[1:]}, {where}" if where else f"{day[0].upper()}{day[1:]}",
        sections=(
            account(end, tongue),
            floor.floor(end, told, tongue),
            floor.work(told, tongue),
            floor.stations(stations(book), tongue),
            doors(end, tongue),
            trouble.trouble(told, tongue),
            trouble.offline(end, tongue),
            trouble.ledger(end, tongue),
        ),
        foot=made,
        page=tongue.words.page,
    )

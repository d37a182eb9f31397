"""A receipt that is promised at a store's hub is mailed by central, once, when it hears of it."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from central.database import Database
from central.imports import import_reservations
from central.mailing.addresses import offer
from central.mailing.sender import MailSender
from central.mailing.smtp import MailServer, Tls
from central.reprint import find
from central.tables import addresses, receipt_mails
from kiosk.domain.event import EventKind
from tests.central.hub_house import HubHouse
from tests.central.mail_day import EMAIL, HEADER, SENDER, line
from tests.central.post_office import PostOffice
from tests.central.test_hub import at_the_hub
from tests.store.ledgers import append, draft
from tests.sync.hall import NOW, Hall, wait_until


def booked(hall: Hall, folder: Path) -> str:
    file = folder / "day.csv"
    file.write_text(f"{HEADER}\n{line()}\n", encoding="utf-8")
    with Database(hall.file) as central:
        import_reservations(central, file, 1, NOW)
        offer(central, mailed=True)
        with central.read() as connection:
            return find(connection, 1, "R-1").reservation_id


def promised(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(select(receipt_mails.c.event_id)).scalars())


def test_through_the_hub(hall: Hall, house: HubHouse, tmp_path: Path) -> None:
    key = booked(hall, tmp_path)
    till = at_the_hub(house, "Till")
    store = till.store
    assert store is not None

    def may_be_mailed() -> bool:
        row = till.ask(store.roster.reservation, key)
        return row is not None and row.receipt_by_email

    wait_until(may_be_mailed, "the counter may offer it")
    hall.shut()  # the store's line to the internet
    told = {"serial": "SN1", "call_number": "A001", "receipt": "email", "identity": "account"}
    handed = replace(draft(1, till.papers.terminal_id, EventKind.HANDED_OVER, **told), reservation_id=key)
    (event,) = append(store, handed)
    wait_until(lambda: till.unsent() == 0, "the hub has it")
    assert promised(house.database) == [], "a hub mails nothing"
    with house.database.read() as connection:
        assert connection.execute(select(addresses)).all() == [], "and knows no address"
    hall.open()
    with Database(hall.file) as central, PostOffice() as post:
        wait_until(lambda: promised(central) == [event.event_id], "central knows of it")
        server = MailServer("127.0.0.1", post.port, SENDER, Tls.NONE)
        sender = MailSender(central, server, lambda: event.occurred_at.replace(year=2099))
        assert (sender.send_due(), sender.send_due()) == (1, 0)
        assert post.recipients == [EMAIL]
    wait_until(lambda: not may_be_mailed(), "the counter does not offer it any more")

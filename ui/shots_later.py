"""Who is late, cancelled or unpaid: scenes of the entrance for `ui.shots`. Data and people are fictional."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from kiosk.answers import BookingNotes
from kiosk.domain.verdict import VerdictKind
from ui import fiction

if TYPE_CHECKING:
    from ui.later import LaterModel
    from ui.payment import PaymentModel
    from ui.window import EntranceWindow


def _late(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    from PySide6.QtCore import QCoreApplication

    desk.say = fiction.answer(VerdictKind.LATE)
    window.model.present(("code",))
    QCoreApplication.processEvents()
    _later(window).find()
    QCoreApplication.processEvents()


def _later(window: "EntranceWindow") -> "LaterModel":
    return cast("LaterModel", window.model.later)


def _used_up(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    desk.reception.run_out()
    _late(window, desk)


def _no_later(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    desk.reception.slots = ()
    _late(window, desk)


def _moved(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    _late(window, desk)
    _later(window).choose(0)


def _waitlisted(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    _used_up(window, desk)
    _later(window).waitForPlace()


def _waiting_area(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    early = fiction.answer(VerdictKind.TOO_EARLY)
    desk.say = replace(early, verdict=replace(early.verdict, may_wait_inside=True))
    window.model.present(("code",))


def _payment(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    from PySide6.QtCore import QCoreApplication

    due = fiction.answer(VerdictKind.PAYMENT_DUE)
    desk.say = replace(due, notes=BookingNotes(unpaid=True))
    window.model.present(("code",))
    QCoreApplication.processEvents()
    payment = cast("PaymentModel", window.model.payment)
    payment.begin()
    for key in "TILL-0731":
        payment.typeKey(key)


def _cancelled(window: "EntranceWindow", desk: fiction.FictionDesk) -> None:
    gone = fiction.answer(VerdictKind.CANCELLED)
    at = fiction.NOW - timedelta(hours=2)
    desk.say = replace(gone, notes=BookingNotes(at, "Lucie", "Commande en double", also_booked=1, may_rebook=True))
    window.model.present(("code",))


ACTED: tuple[tuple[str, Callable[["EntranceWindow", fiction.FictionDesk], None]], ...] = (
    ("later", _late),
    ("later-used-up", _used_up),
    ("later-none", _no_later),
    ("moved", _moved),
    ("waitlisted", _waitlisted),
    ("waiting-area", _waiting_area),
    ("payment", _payment),
    ("cancelled-here", _cancelled),
)

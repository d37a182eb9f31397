"""A believable store without a store: fictional people and one answer of each kind, for pictures and for tests.

`FictionDesk` honours the contract of `kiosk.desk` without a database; nothing here reaches a running kiosk.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.answers import CheckIn, DataState, Match
from kiosk.desk import Desk
from kiosk.domain.admission import NEXT_STEP, OVERRIDABLE, TONE
from kiosk.domain.policy import WayOut
from kiosk.domain.reservation import Customer, Product, Reservation, Slot
from kiosk.domain.shortage import Alternative, Supply
from kiosk.domain.verdict import Sighting, Verdict, VerdictKind
from scanner.messages import CameraState, CameraStatus, FrameReady, Message
from sync.status import LinkProblem, SyncStatus
from ui.context import Place
from ui.fiction_later import FictionReception

ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)
STATE = DataState(1000, 1000, True, 0, NOW - timedelta(seconds=12), 0)
"""All is there and all is sent."""
PLACE = Place(ZONE, "Lunaire Opéra", {1: "Lunaire Opéra", 2: "Lunaire Lyon Part-Dieu"})
WATCH = Product("LUN-41-TI-BL", "Lunaire Méridien", "41 mm", "titane", "bracelet bleu nuit")
CUSTOMER = Customer("Camille Desrosiers", "4821", "fr")
LONG_CUSTOMER = Customer(
    "Maximiliane-Alexandra Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff de la Tour d’Auvergne-Lauraguais",
    "4821",
    "fr",
    "Fauteuil roulant, prévoir un comptoir bas et une chaise",
)
NO_BOOKING = frozenset(
    {
        VerdictKind.NOT_SYNCED_YET,
        VerdictKind.UNKNOWN_CODE,
        VerdictKind.FORGED,
        VerdictKind.MALFORMED,
        VerdictKind.TRAINING_CODE,
        VerdictKind.STAFF_BADGE,
        VerdictKind.SEVERAL_CODES,
        VerdictKind.EXPIRED_CODE,
        VerdictKind.WRONG_STORE,
    }
)
_EARLY = frozenset({VerdictKind.TOO_EARLY})
_LATE = {VerdictKind.LATE_GRACE: -92, VerdictKind.LATE: -152}
_REASONS = {
    VerdictKind.CANCELLED: "Annulée par le client le 19\u00a0novembre.",
    VerdictKind.ON_HOLD: "Vérification de l’adresse en cours.",
}


def reservation(customer: Customer = CUSTOMER, starts_in_min: int = -32, reason: str = "") -> Reservation:
    start = NOW + timedelta(minutes=starts_in_min)
    slot = Slot(start, start + timedelta(minutes=90))
    return Reservation("00c0ffee00c0ffee", 1, 1, slot, WATCH.sku, customer, "7KQ4M2XP", status_reason=reason)


def answer(kind: VerdictKind, customer: Customer = CUSTOMER, product: Product = WATCH) -> CheckIn:
    """What the desk answers for one kind of verdict."""
    minutes = 88 if kind in _EARLY else _LATE.get(kind, 1438 if kind is VerdictKind.WRONG_DAY else -32)
    booked = None if kind in NO_BOOKING else reservation(customer, minutes, _REASONS.get(kind, ""))
    admitted = kind in (VerdictKind.ADMIT, VerdictKind.LATE_GRACE)
    here = Sighting("1" * 32, NOW - timedelta(minutes=27), "t-b", "B017")
    verdict = Verdict(
        kind=kind,
        tone=TONE[kind],
        next_step=NEXT_STEP[kind],
        reservation=booked,
        reservation_id="00c0ffee00c0ffee" if booked or kind is VerdictKind.NOT_SYNCED_YET else "",
        slot=booked.slot if booked else None,
        come_back_at=booked.slot.start - timedelta(minutes=10) if booked and kind in _EARLY else None,
        day=booked.slot.start.date() if booked and kind is VerdictKind.WRONG_DAY else None,
        store=2 if kind is VerdictKind.WRONG_STORE else None,
        arrivals=(here,) if kind is VerdictKind.ALREADY_ARRIVED else (),
        collected=here if kind is VerdictKind.ALREADY_COLLECTED else None,
        may_override=kind in OVERRIDABLE,
    )
    number = "A042" if admitted else "B017" if kind is VerdictKind.ALREADY_ARRIVED else ""
    return CheckIn(
        verdict,
        "a" * 32,
        NOW,
        number,
        product if booked else None,
        admitted=admitted,
        seen_elsewhere=("Entrée B",) if kind is VerdictKind.ALREADY_ARRIVED else (),
    )


def supplied(left: int) -> CheckIn:
    """Somebody who is let in, and what there is for them."""
    others = (
        Product("AUB-41", "Marée", "41 mm", "Bronze", "Toile verte"),
        Product("AUB-39", "Lueur", "39 mm", "Titane"),
    )
    found = (
        Supply(left)
        if left > 0
        else Supply(left, tuple(WayOut), (Alternative(others[0], 14), Alternative(others[1], 3)))
    )
    return replace(answer(VerdictKind.ADMIT), supply=found)


class FictionDesk(Desk):
    """Answers what it is told: `say` is the next answer or the error to raise."""

    def __init__(self) -> None:
        self.say: CheckIn | Exception = answer(VerdictKind.ADMIT)
        self.state: DataState | Exception = STATE
        self.matches: tuple[Match, ...] = _matches()
        self.asked: list[tuple[object, ...]] = []
        self.reception = FictionReception(reservation(CUSTOMER, _LATE[VerdictKind.LATE]), WATCH)

    def _said(self, *asked: object) -> CheckIn:
        self.asked.append(asked)
        if isinstance(self.say, Exception):
            raise self.say
        return self.say

    def check_in(self, texts: tuple[str, ...]) -> CheckIn:
        return self._said("check_in", texts)

    def check_in_typed(self, text: str) -> CheckIn:
        return self._said("check_in_typed", text)

    def check_in_reservation(self, reservation_id: str) -> CheckIn:
        return self._said("check_in_reservation", reservation_id)

    def admit_unsynced(self, reservation_id: str) -> CheckIn:
        return self._said("admit_unsynced", reservation_id)

    def override(self, reservation_id: str, reason: str) -> CheckIn:
        return self._said("override", reservation_id, reason)

    def undo(self, event_id: str) -> CheckIn:
        return self._said("undo", event_id)

    def search(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        self.asked.append(("search", text))
        if isinstance(self.say, Exception):
            raise self.say
        return tuple(match for match in self.matches if _fits(match, text))[:limit]

    def data_state(self) -> DataState:
        if isinstance(self.state, Exception):
            raise self.state
        return self.state


def _fits(match: Match, text: str) -> bool:
    words = match.reservation.customer.name.lower().split()
    return text == match.phone_last4 or any(word.startswith(text.lower()) for word in words)


def _matches() -> tuple[Match, ...]:
    people = (
        ("Camille Desrosiers", "C. D…", "4821", "booked", -32),
        ("Daniel Okafor", "D. O…", "0937", "booked", 28),
        ("Dorothée Delacroix-Lambert", "D. D…", "5518", "arrived", -32),
        ("Dimitri Aslanov", "D. A…", "7702", "ready", -92),
        ("Diane Mercier", "D. M…", "3049", "collected", -92),
    )
    return tuple(
        Match(f"{index:016x}", masked, last4, reservation(Customer(name, last4), starts), WATCH, stage)
        for index, (name, masked, last4, stage, starts) in enumerate(people)
    )


def at_once(method: Callable[..., Any], *arguments: object) -> Future[Any]:
    """A store's thread that is this thread."""
    future: Future[Any] = Future()
    try:
        future.set_result(method(*arguments))
    except Exception as error:  # noqa: BLE001 (the future carries whatever the method raised, as an executor does)
        future.set_exception(error)
    return future


def link(online: bool = True, offset_ms: int | None = 40, problem: LinkProblem = LinkProblem.NONE) -> SyncStatus:
    since = NOW - timedelta(minutes=27)
    return SyncStatus(online, since, NOW - timedelta(seconds=12), offset_ms, problem)


class FictionScanner:
    """A camera that shows one picture."""

    def __init__(self, on_message: Callable[[Message], None], picture: tuple[int, int, bytes] | None = None) -> None:
        self.tell = on_message
        self._picture = picture
        self.stopped = False

    def start(self) -> None:
        self.tell(CameraState(CameraStatus.LIVE))
        if self._picture is not None:
            width, height, _ = self._picture
            self.tell(FrameReady(0, 1, width, height, 0.0))

    def read_frame(self, frame: FrameReady) -> bytes | None:
        return self._picture[2] if self._picture else None

    def stop(self) -> None:
        self.stopped = True

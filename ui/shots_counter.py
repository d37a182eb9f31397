"""The counter's scenes: a fiction of its desk that moves customers along, and what is touched for each picture."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from kiosk.domain.counter import CallAct, TakeBack
from kiosk.domain.reservation import Payment
from kiosk.domain.state import Stage
from kiosk.domain.unit import Fit, UnitFit, differences
from kiosk.domain.verdict import Sighting
from kiosk.floor_answers import Entry, HandedOver, HandOver, UnitAnswer
from ui import fiction
from ui.fiction_floor import NOW, PRODUCTS, FictionFloor, FictionStoreDesk, crowd, odd_names
from ui.receipts import NotPrinted, Trouble
from ui.shots_floor import Drawing, FloorScene


def _model(*parts: Any) -> Any:
    from ui.stations.counter import CounterModel

    return CounterModel(*parts)


COUNTER = Drawing("counter", "CounterPage", _model)
RIGHT, OTHER_PRODUCT, OTHER_UNIT = (
    "]d2010400638133396221LN700015",
    "]d2010400638133395521LN700016",
    "]d2010400638133396221LN799999",
)
"""Labels as a scanner reads them: A030's own, another product's, and another unit of the same product."""


@dataclass
class FictionCounter:
    """Does to the fiction's floor what a commit would have done, and answers as `kiosk.counter` does."""

    floor: FictionFloor

    def _change(self, key: str, **fields: Any) -> Entry:
        entry = self.floor.held[key]
        entry = replace(entry, state=replace(entry.state, **fields))
        self.floor.change(entry)
        return entry

    def call(self, key: str, counter: str, act: CallAct = CallAct.CALL) -> Entry:
        state = self.floor.held[key].state
        if act in (CallAct.SKIP, CallAct.HOLD):
            return self._change(key, parked=True)
        return self._change(key, calls=state.calls + 1, called_at=NOW, called_to=counter, parked=False)

    def scan_unit(self, key: str, gtin: str, serial: str) -> UnitAnswer:
        entry = self.floor.held[key]
        found = next((product for product in PRODUCTS if product.gtin.zfill(14) == gtin), None)
        if found is None:
            return UnitAnswer(False, UnitFit(Fit.NOT_OURS), entry)
        if entry.product is not None and found.sku != entry.product.sku:
            fit = UnitFit(Fit.WRONG_PRODUCT, found, differences(entry.product, found))
            return UnitAnswer(False, fit, entry)
        if not serial:
            return UnitAnswer(False, UnitFit(Fit.NO_SERIAL, found), entry)
        if serial != entry.state.serial:
            return UnitAnswer(False, UnitFit(Fit.OTHER_UNIT, found), entry)
        return UnitAnswer(True, UnitFit(Fit.RIGHT, found), entry)

    def hand_over(self, wanted: HandOver) -> HandedOver:
        number = self.floor.held[wanted.reservation_id].call_number
        gone = Sighting("6" * 32, NOW, "t-c", number)
        fact = replace(self.floor.held[wanted.reservation_id].state.claims[0], event_id="6" * 32, detail=wanted.serial)
        entry = self._change(wanted.reservation_id, stage=Stage.COLLECTED, collected=gone, hand_overs=(fact,))
        return HandedOver("6" * 32, NOW, entry, wanted.serial, wanted.receipt)

    def take_back(self, key: str, reason: TakeBack, *, quarantine: bool = True, serial: str = "") -> Entry:
        stage = {TakeBack.WRONG: Stage.READY, TakeBack.EXCHANGE: Stage.PREPARING, TakeBack.RETURN: Stage.ON_HOLD}
        return self._change(key, stage=stage[reason], collected=None, hand_overs=())


class FictionPrinter:
    """A printer of which the picture says whether it works."""

    def __init__(self, works: bool = True) -> None:
        self.works = works

    def print(self, handed: HandedOver, language: str) -> "Future[None]":
        done: Future[None] = Future()
        if self.works:
            done.set_result(None)
        else:
            done.set_exception(NotPrinted(Trouble.NO_PAPER, "Put paper in", "no paper"))
        return done


def desk_of(*entries: Entry) -> FictionStoreDesk:
    """A desk whose counter acts on the fiction; no entries: the 24 of the afternoon."""
    floor = FictionFloor({entry.reservation_id: entry for entry in entries}) if entries else FictionFloor()
    desk = FictionStoreDesk(floor)
    desk.counter = FictionCounter(floor)  # pyright: ignore[reportAttributeAccessIssue] (answers to the same shape)
    return desk


def empty_desk() -> FictionStoreDesk:
    desk = desk_of()
    desk.fiction.held.clear()
    return desk


def unpaid_desk() -> FictionStoreDesk:
    """A030 has not been paid for."""
    desk = desk_of()
    entry = next(one for one in desk.fiction.held.values() if one.call_number == "A030")
    unpaid = replace(entry, reservation=replace(entry.reservation, payment=Payment.DUE))
    desk.fiction.held[entry.reservation_id] = unpaid
    return desk


def mailed_desk() -> FictionStoreDesk:
    """Central has an address for A030."""
    desk = desk_of()
    entry = next(one for one in desk.fiction.held.values() if one.call_number == "A030")
    known = replace(entry, reservation=replace(entry.reservation, receipt_by_email=True))
    desk.fiction.held[entry.reservation_id] = known
    return desk


def key_of(model: Any, number: str) -> str:
    return next(key for key, entry in model.floor.entries.items() if entry.call_number == number)


def do(*acts: Callable[[Any], None]) -> Callable[[Any, FictionStoreDesk], None]:
    """One after the other, each with its outcome shown."""

    def act(model: Any, _desk: FictionStoreDesk) -> None:
        from PySide6.QtCore import QCoreApplication

        for one in acts:
            one(model)
            for _ in range(4):
                QCoreApplication.processEvents()

    return act


def opened(number: str = "A030") -> Callable[[Any], None]:
    return lambda model: model.open(key_of(model, number))


def tab(name: str) -> Callable[[Any], None]:
    return lambda model: model.showTab(name)


def known_by(method: str) -> Callable[[Any], None]:
    return lambda model: model.identify(method)


def scanned(label: str) -> Callable[[Any], None]:
    return lambda model: model.on_text(label)


def typed(keys: str) -> Callable[[Any], None]:
    def act(model: Any) -> None:
        for key in keys:
            model.customer.pad.typeKey(key)

    return act


def ticked(model: Any) -> None:
    model.present(True)
    model.chooseDemo(0)


def by_mail(model: Any) -> None:
    model.chooseReceipt(1)


def handed(model: Any) -> None:
    model.handOver()


def sheet(name: str) -> Callable[[Any], None]:
    return lambda model: model.openSheet(name)


def call(model: Any) -> None:
    model.call()


_PRINTS = {"receipts": FictionPrinter()}
_JAMMED = {"receipts": FictionPrinter(works=False)}
_READY = (opened(), call, known_by("account"), scanned(RIGHT))

SCENES = tuple(
    replace(scene, context={**_PRINTS, **scene.context}, desk=desk_of if scene.desk is FictionStoreDesk else scene.desk)
    for scene in (
        FloorScene("list", tour=True),
        FloorScene("elsewhere", do(tab("elsewhere"))),
        FloorScene("apart", do(tab("apart"))),
        FloorScene("collected", do(tab("collected"))),
        FloorScene("empty", desk=empty_desk),
        FloorScene("offline", link=fiction.link(online=False)),
        FloorScene("thousand", desk=lambda: desk_of(*crowd(1000))),
        FloorScene("odd", desk=lambda: desk_of(*odd_names())),
        FloorScene("odd-customer", do(opened("A030"), call), desk=lambda: desk_of(*odd_names())),
        FloorScene("identity", do(opened(), call), tour=True),
        FloorScene("not-called", do(opened())),
        FloorScene("proxy", do(opened(), call, known_by("proxy"), typed("K7"))),
        FloorScene("proxy-wrong", do(opened(), call, known_by("proxy"), typed("K7K7"))),
        FloorScene("unit", do(opened(), call, known_by("account"))),
        FloorScene("another-unit", do(opened(), call, known_by("account"), scanned(OTHER_UNIT)), tour=True),
        FloorScene("wrong-product", do(opened(), call, known_by("account"), scanned(OTHER_PRODUCT))),
        FloorScene("finish", do(*_READY)),
        FloorScene("ticked", do(*_READY, ticked), tour=True),
        FloorScene("by-mail", do(*_READY, ticked, by_mail), mailed_desk),
        FloorScene("mailed", do(*_READY, ticked, by_mail, handed), mailed_desk),
        FloorScene("unpaid", do(*_READY, ticked), unpaid_desk),
        FloorScene("unpaid-supervisor", do(*_READY, ticked), unpaid_desk, context={"supervisor": True}),
        FloorScene("reason", do(*_READY, ticked, sheet("reason")), unpaid_desk, context={"supervisor": True}),
        FloorScene("done", do(*_READY, ticked, handed), tour=True),
        FloorScene("not-printed", do(*_READY, ticked, handed), context=_JAMMED),
        FloorScene("has-it", do(tab("collected"), opened("A019"))),
        FloorScene("take-back", do(tab("collected"), opened("A019"), sheet("takeBack"))),
        FloorScene("sound", do(tab("collected"), opened("A019"), sheet("takeBack"), lambda model: model.takeBack(1))),
        FloorScene("label", do(opened(), known_by("account"), sheet("label"))),
    )
)

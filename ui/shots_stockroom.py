"""Pictures of the stockroom: the board, each step, and what may stand over it. People, products and units are fictional."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from kiosk.domain.recipe import Step
from kiosk.domain.state import Fact, RejectedUnit, Stage
from kiosk.domain.unit import Fit, RejectReason, UnitFit, differences
from kiosk.errors import Refused
from kiosk.floor_answers import BoxAnswer, Entry
from ui import fiction
from ui.fiction_floor import NOW, PRODUCTS, FictionFloor, FictionStoreDesk, ago, crowd, odd_names
from ui.shots_floor import Drawing, FloorScene

ME = "amelie"
HERE = {"terminal_id": "t-r"}
"""Where she has taken what is hers."""


def _model(*parts: Any) -> Any:
    from ui.stations.stockroom import StockroomModel

    return StockroomModel(*parts)


STOCKROOM = Drawing("stockroom", "StockroomPage", _model)


@dataclass
class FictionStockroom:
    """Does to the fiction's floor what a commit would have done, and answers as `kiosk.stockroom` does."""

    floor: FictionFloor
    first: str = ""
    """Somebody who is quicker at the next claim."""

    def _change(self, key: str, **fields: Any) -> Entry:
        entry = self.floor.held[key]
        entry = replace(entry, state=replace(entry.state, **fields))
        self.floor.change(entry)
        return entry

    def claim(self, keys: tuple[str, ...]) -> tuple[Entry, ...]:
        who = self.first or ME
        for key in keys:
            fact = Fact("2" * 32, NOW, "t-r", who)
            self._change(key, stage=Stage.PREPARING, claimed_by=who, claims=(fact,), claimed_at=NOW)
        if self.first:
            raise Refused("claim", "somebody holds it")
        return tuple(self.floor.held[key] for key in keys)

    def release(self, key: str) -> Entry:
        return self._change(key, stage=Stage.ARRIVED, claimed_by="", claims=())

    def hand_on(self, key: str, staff_id: str) -> Entry:
        return self._change(key, claimed_by=staff_id, claims=(Fact("2" * 32, NOW, "", staff_id),))

    def scan_box(self, key: str, gtin: str, serial: str) -> BoxAnswer:
        entry = self.floor.held[key]
        found = next((product for product in PRODUCTS if product.gtin.zfill(14) == gtin), None)
        if found is None:
            return BoxAnswer(UnitFit(Fit.NOT_OURS), entry)
        if entry.product is not None and found.sku != entry.product.sku:
            return BoxAnswer(UnitFit(Fit.WRONG_PRODUCT, found, differences(entry.product, found)), entry)
        if not serial:
            return BoxAnswer(UnitFit(Fit.NO_SERIAL, found), entry)
        return BoxAnswer(UnitFit(Fit.RIGHT, found), self._step(key, Step.SCAN_BOX, serial=serial))

    def complete(
        self, key: str, step: Step, *, battery_percent: int | None = None, passed: bool | None = None, counter: str = ""
    ) -> Entry:
        weak = passed is False or (battery_percent is not None and battery_percent < 60)
        if step is Step.TEST_BATTERY and weak:
            return self.reject(key, RejectReason.BATTERY)
        if step is Step.BRING_TO_COUNTER:
            return self._step(key, step, stage=Stage.READY, counter=counter, prepared_at=NOW)
        return self._step(key, step)

    def reject(self, key: str, reason: RejectReason) -> Entry:
        state = self.floor.held[key].state
        gone = RejectedUnit(state.serial, str(reason), NOW)
        return self._change(key, steps=(), serial="", last_step=None, rejected=(*state.rejected, gone))

    def recall(self, key: str) -> Entry:
        state = self.floor.held[key].state
        steps = state.steps[:-1]
        last = Fact("3" * 32, NOW, "t-r", steps[-1]) if steps else None
        return self._change(
            key, stage=Stage.PREPARING, steps=steps, last_step=last, counter="", serial=state.serial if steps else ""
        )

    def put_back(self, key: str) -> Entry:
        return self._change(key, steps=(), serial="", last_step=None)

    def _step(self, key: str, step: Step, **fields: Any) -> Entry:
        steps = (*self.floor.held[key].state.steps, str(step))
        return self._change(key, steps=steps, last_step=Fact("3" * 32, NOW, "t-r", str(step)), **fields)


def desk_of(*entries: Entry) -> FictionStoreDesk:
    """A desk whose stockroom acts on the fiction; no entries: the 24 of the afternoon."""
    floor = FictionFloor({entry.reservation_id: entry for entry in entries}) if entries else FictionFloor()
    desk = FictionStoreDesk(floor)
    desk.stockroom = FictionStockroom(floor)  # pyright: ignore[reportAttributeAccessIssue] (answers to the same shape)
    return desk


def empty_desk() -> FictionStoreDesk:
    desk = desk_of()
    desk.floor.held.clear()  # pyright: ignore[reportAttributeAccessIssue] (a fiction's floor)
    return desk


def key_of(model: Any, number: str) -> str:
    return next(key for key, entry in model.floor.entries.items() if entry.call_number == number)


def _do(*acts: Callable[[Any], None]) -> Callable[[Any, FictionStoreDesk], None]:
    def act(model: Any, _desk: FictionStoreDesk) -> None:
        from PySide6.QtCore import QCoreApplication

        for one in acts:
            one(model)
            for _ in range(4):
                QCoreApplication.processEvents()

    return act


def take(model: Any) -> None:
    model.take(key_of(model, "A031"))


def right_box(model: Any) -> None:
    model.on_text("]d2010400638133393121LN700777")


def wrong_box(model: Any) -> None:
    model.on_text("]d2010400638133395521LN700778")


def other_task(number: str) -> Callable[[Any], None]:
    return lambda model: model.open(key_of(model, number))


def tab(name: str) -> Callable[[Any], None]:
    return lambda model: model.showTab(name)


def typed(keys: str) -> Callable[[Any], None]:
    def act(model: Any) -> None:
        for key in keys:
            model.pad.typeKey(key)

    return act


def good(model: Any) -> None:
    model.packagingIsGood()


def weak(model: Any) -> None:
    typed("41")(model)
    model.batteryRead()


def sheet(name: str) -> Callable[[Any], None]:
    return lambda model: model.openSheet(name)


def _label(model: Any) -> None:
    model.openSheet("label")
    for key in "4006381333931":
        model.label.typeKey(key)


def _beaten(model: Any, desk: FictionStoreDesk) -> None:
    desk.stockroom.first = "yanis"  # pyright: ignore[reportAttributeAccessIssue] (a fiction's stockroom)
    model.take(key_of(model, "A031"))


def _both(model: Any, desk: FictionStoreDesk) -> None:
    """Two took it offline, and the other one was earlier."""
    model.take(key_of(model, "A031"))
    entry = desk.floor.held[key_of(model, "A031")]  # pyright: ignore[reportAttributeAccessIssue] (a fiction's floor)
    claims = (Fact("4" * 32, ago(1), "t-b", "yanis"), *entry.state.claims)
    desk.floor.change(replace(entry, state=replace(entry.state, claimed_by="yanis", claims=claims)))  # pyright: ignore[reportAttributeAccessIssue]


def _cancelled(model: Any, desk: FictionStoreDesk) -> None:
    _do(take, right_box)(model, desk)
    entry = desk.floor.held[key_of(model, "A031")]  # pyright: ignore[reportAttributeAccessIssue] (a fiction's floor)
    desk.floor.change(replace(entry, state=replace(entry.state, stage=Stage.CANCELLED)))  # pyright: ignore[reportAttributeAccessIssue]


SCENES = tuple(
    (STOCKROOM, replace(scene, context=HERE))
    for scene in (
        FloorScene("board", desk=desk_of, tour=True),
        FloorScene("mine", _do(tab("mine")), desk_of),
        FloorScene("colleagues", _do(tab("others")), desk_of),
        FloorScene("ready", _do(tab("ready")), desk_of),
        FloorScene("empty", desk=empty_desk),
        FloorScene("offline", desk=desk_of, link=fiction.link(online=False)),
        FloorScene("thousand", desk=lambda: desk_of(*crowd(1000))),
        FloorScene("odd", desk=lambda: desk_of(*odd_names())),
        FloorScene("scan", _do(take), desk_of),
        FloorScene("wrong-box", _do(take, wrong_box), desk_of, tour=True),
        FloorScene("not-ours", _do(take, lambda model: model.on_text("]E04012345678901")), desk_of),
        FloorScene("inspect", _do(take, right_box), desk_of),
        FloorScene("reject", _do(take, right_box, sheet("reject")), desk_of),
        FloorScene("battery", _do(take, right_box, good, typed("87")), desk_of),
        FloorScene("weak", _do(take, right_box, good, weak), desk_of, tour=True),
        FloorScene("again", _do(take, right_box, good, weak, lambda model: model.goOn()), desk_of),
        FloorScene("counter", _do(other_task("A029")), desk_of),
        FloorScene("done", _do(other_task("A029"), lambda model: model.bringTo("2")), desk_of),
        FloorScene("beaten", _beaten, desk_of),
        FloorScene("both", _both, desk_of),
        FloorScene("cancelled", _cancelled, desk_of),
        FloorScene("hand-on", _do(take, sheet("handOn")), desk_of),
        FloorScene("release", _do(take, sheet("release")), desk_of),
        FloorScene("label", _do(take, _label), desk_of),
    )
)

"""Receipts one after the other; a printer that hangs holds up nobody."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.receipt import ReceiptText
from kiosk.errors import Fault
from kiosk.floor_answers import Rules
from tests.ui.receipt_room import HOUSE, PARIS, handed
from ui.printing.queue import PrintQueue
from ui.printing.receipts import StationReceipts


@pytest.fixture
def queue() -> Iterator[Callable[[float], PrintQueue]]:
    queues: list[PrintQueue] = []

    def make(limit_s: float) -> PrintQueue:
        queues.append(PrintQueue(limit_s))
        return queues[-1]

    yield make
    for one in queues:
        one.stop()
        assert one.join(10)


def test_one_after_the_other(queue: Callable[[float], PrintQueue]) -> None:
    line = queue(30)
    printed: list[int] = []
    futures = [line.submit(lambda number=number: printed.append(number)) for number in range(20)]
    for future in futures:
        future.result(10)
    assert printed == list(range(20))


def test_a_printer_that_hangs_fails_its_receipt_and_the_ones_behind_it(queue: Callable[[float], PrintQueue]) -> None:
    line = queue(0.05)
    wakes = threading.Event()
    began: list[str] = []

    def hang() -> None:
        began.append("first")
        wakes.wait()

    first = line.submit(hang)
    second = line.submit(lambda: began.append("second"))
    with pytest.raises(Fault, match="did not answer within"):
        first.result(10)
    with pytest.raises(Fault, match="has not finished"):
        second.result(10)
    assert began == ["first"], "a second thread hangs as well"
    hung = next(thread for thread in threading.enumerate() if thread.name == "receipt")
    wakes.set()
    hung.join(10)
    line.submit(lambda: began.append("third")).result(10)
    assert began == ["first", "third"]


def test_its_faults_reach_who_asked_and_the_log(
    queue: Callable[[float], PrintQueue], caplog: pytest.LogCaptureFixture
) -> None:
    def jam() -> None:
        raise Fault("print the receipt", "Put paper in.", "no paper")

    with pytest.raises(Fault, match="Put paper in"):
        queue(30).submit(jam).result(10)
    assert caplog.messages == ["a receipt was not printed: no paper. Put paper in."]


def test_a_fault_of_ours_is_logged(queue: Callable[[float], PrintQueue], caplog: pytest.LogCaptureFixture) -> None:
    def trip() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        queue(30).submit(trip).result(10)
    assert "fault of ours" in caplog.text


def test_what_was_asked_for_is_printed_before_the_end_and_nothing_after(
    queue: Callable[[float], PrintQueue],
) -> None:
    line = queue(30)
    printed: list[int] = []
    before = line.submit(lambda: printed.append(1))
    line.stop()
    after = line.submit(lambda: printed.append(2))
    before.result(10)
    with pytest.raises(Fault, match="closed"):
        after.result(10)
    assert line.join(10)
    assert printed == [1]


class Station:
    """A station's printer whose paper is a list."""

    def __init__(self, rules: Callable[[], "Future[Rules]"]) -> None:
        self.paper: list[ReceiptText] = []
        self.receipts = StationReceipts(self.paper.append, rules, lambda: PARIS, "t-c", limit_s=30)

    def end(self) -> None:
        self.receipts.stop()
        assert self.receipts.join(10)


def told(rules: Rules) -> Callable[[], "Future[Rules]"]:
    def ask() -> "Future[Rules]":
        answer: Future[Rules] = Future()
        answer.set_result(rules)
        return answer

    return ask


def test_a_station_prints_in_the_customers_language() -> None:
    station = Station(told(HOUSE))
    for language in ("fr", "en"):
        assert station.receipts.print(handed(), language).result(10) is None
    assert [text.title for text in station.paper] == ["Reçu de remise", "Collection receipt"]
    station.end()


def test_a_zone_that_changes_counts_from_then_on() -> None:
    zones = [ZoneInfo("Asia/Tokyo"), PARIS]
    paper: list[ReceiptText] = []
    receipts = StationReceipts(paper.append, told(HOUSE), zones.pop, "t-c", limit_s=30)
    for _ in range(2):
        receipts.print(handed(), "en").result(10)
    assert [dict(text.rows)["Time"] for text in paper] == ["14:05", "22:05"]
    receipts.stop()
    assert receipts.join(10)


def test_what_the_store_cannot_tell_is_no_receipt() -> None:
    def unread() -> "Future[Rules]":
        answer: Future[Rules] = Future()
        answer.set_exception(Fault("read", "Free the disk.", "I/O error"))
        return answer

    station = Station(unread)
    with pytest.raises(Fault, match="Free the disk"):
        station.receipts.print(handed(), "fr").result(10)
    assert station.paper == []
    station.end()


def test_a_store_that_is_closed_is_a_fault() -> None:
    def closed() -> "Future[Rules]":
        raise RuntimeError("the store is closed")

    station = Station(closed)
    with pytest.raises(Fault, match="the store is closed"):
        station.receipts.print(handed(), "fr").result(10)
    station.end()

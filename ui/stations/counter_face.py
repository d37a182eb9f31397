"""What stands over the customer's page: a unit that is not theirs, a hand-over that is saved, a customer who is gone.

Only what the desk has answered or the fold says; decides none of it. Pure but for the words it is given.
"""

from dataclasses import replace

from kiosk.domain.plain_text import plain
from kiosk.domain.state import Stage
from kiosk.domain.unit import Fit
from kiosk.floor_answers import Entry, HandedOver, Receipt, UnitAnswer
from ui.face import Face, FaceWords
from ui.receipts import Trouble
from ui.stations import counter_words as words
from ui.stations.stockroom_face import side_by_side
from ui.stations.stockroom_rows import Tongue

RECEIPT_SAYS = {
    "printing": words.PRINTING,
    "printed": words.PRINTED,
}


def _face(kind: str, said: FaceWords, tongue: Tongue, **fields: str) -> Face:
    """`kind`: `unit`, `done`, `collected` or `gone`."""
    text = tongue.told(said.text).format(**fields) if said.text else ""
    return Face(
        kind,
        said.tone,
        said.icon,
        tongue.told(said.headline).format(**fields),
        text,
        tongue.told(said.action).format(**fields),
    )


def locked_face(answer: UnitAnswer, tongue: Tongue, goods: Tongue) -> Face | None:
    """Why the lock stays shut; None when it opens. `goods`: the words that products are told in."""
    if answer.opens:
        return None
    reserved, found = answer.entry.product, answer.fit.product
    face = _face("unit", words.LOCKED[answer.fit.fit], tongue, number=plain(answer.entry.call_number, 8))
    if answer.owner and answer.fit.fit in (Fit.SERIAL_TAKEN, Fit.OTHER_UNIT):
        return replace(face, text=tongue.told(words.BELONGS_TO).format(number=plain(answer.owner, 8)))
    if answer.fit.fit is Fit.WRONG_PRODUCT and reserved is not None and found is not None:
        return side_by_side(face, reserved, found, answer.fit.differences, goods)
    return face


def unreadable_face(tongue: Tongue) -> Face:
    return _face("unit", words.UNREADABLE, tongue)


def done_face(handed: HandedOver, printing: str, trouble: Trouble, tongue: Tongue) -> Face:
    """`printing`: `printing`, `printed`, `failed` for this `trouble`, or empty where nothing is printed."""
    face = _face("done", words.DONE, tongue, number=plain(handed.entry.call_number, 8))
    if printing == "failed":
        return replace(face, text=tongue.told(words.NOT_PRINTED[trouble]), tone="wait")
    said = RECEIPT_SAYS.get(printing)
    if said is None:
        said = words.SENT_BY_MAIL if handed.receipt is Receipt.EMAIL else words.NO_RECEIPT
    return replace(face, text=tongue.told(said))


def standing_face(entry: Entry, tongue: Tongue) -> Face | None:
    """What the fold says of a customer who cannot be served: has the watch, or it is not ready. None: can be."""
    number = plain(entry.call_number, 8)
    gone = entry.state.collected
    if gone is not None:
        serial = plain(entry.state.hand_overs[0].detail, 24) if entry.state.hand_overs else ""
        return _face(
            "collected", words.GONE["collected"], tongue, number=number, time=tongue.clock(gone.at), serial=serial
        )
    if entry.state.prepared_at is None or entry.stage in (Stage.ARRIVED, Stage.PREPARING):
        return _face("gone", words.GONE["preparing"], tongue, number=number)
    return None

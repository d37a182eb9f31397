"""What stands over the working page: a box refused, a unit put aside, a colleague who was first, a unit at its counter.

Only what the desk has answered or the fold says; decides none of it. Pure but for the words it is given.
"""

from dataclasses import replace

from kiosk.domain.plain_text import plain
from kiosk.domain.reservation import Product
from kiosk.domain.state import Stage
from kiosk.domain.task import Runner
from kiosk.domain.unit import Difference, Fit
from kiosk.floor_answers import BoxAnswer, Entry
from scanner.boxes import NotABox
from ui.face import Face, FaceWords, PartRow
from ui.stations import stockroom_words as words
from ui.stations.stockroom_rows import NAME, Tongue, product_text


def _face(kind: str, said: FaceWords, tongue: Tongue, **fields: str) -> Face:
    """`kind`: `box`, `aside`, `first`, `gone`, `put_back` or `done`."""
    return Face(
        kind,
        said.tone,
        said.icon,
        tongue.told(said.headline).format(**fields),
        tongue.told(said.text).format(**fields),
        tongue.told(said.action),
    )


def box_face(answer: BoxAnswer, tongue: Tongue) -> Face | None:
    """None for the right box."""
    if answer.fit.fit is Fit.RIGHT:
        return None
    reserved, found = answer.entry.product, answer.fit.product
    shelf = plain(reserved.shelf, 12) if reserved is not None else ""
    face = _face("box", words.BOXES[answer.fit.fit], tongue, shelf=shelf or words.NOTHING)
    text = face.text
    if answer.fit.fit is Fit.SERIAL_TAKEN and answer.owner:
        text = tongue.told(words.TAKEN_BY).format(number=plain(answer.owner, 8))
    if answer.fit.fit is Fit.WRONG_PRODUCT and reserved is not None and found is not None:
        return side_by_side(replace(face, text=text), reserved, found, answer.fit.differences, tongue)
    return replace(face, text=text)


def side_by_side(
    face: Face, reserved: Product, found: Product, differences: tuple[Difference, ...], tongue: Tongue
) -> Face:
    """The same with both products drawn and their properties beside each other."""
    return replace(
        face,
        parts=part_rows(reserved, found, differences, tongue),
        reserved=product_text(reserved, tongue).looks,
        scanned=product_text(found, tongue).looks,
    )


def part_rows(
    reserved: Product, found: Product, differences: tuple[Difference, ...], tongue: Tongue
) -> tuple[PartRow, ...]:
    """Model, size, case and band side by side; a property that neither has is left out."""
    pairs = {
        Difference.MODEL: (reserved.name, found.name),
        Difference.SIZE: (reserved.size, found.size),
        Difference.CASE: (reserved.case, found.case),
        Difference.BAND: (reserved.band, found.band),
    }
    return tuple(
        PartRow(
            str(part),
            tongue.told(words.PARTS[part]),
            plain(one, NAME) or words.NOTHING,
            plain(other, NAME) or words.NOTHING,
            part in differences,
        )
        for part, (one, other) in pairs.items()
        if one or other
    )


def no_box_face(read: NotABox, tongue: Tongue) -> Face | None:
    """None where nothing was read."""
    said = words.NO_BOXES.get(read.reason)
    return _face("box", said, tongue) if said is not None else None


def aside_face(entry: Entry, percent: int | None, tongue: Tongue) -> Face:
    """The unit was refused. `percent`: what its battery showed, if that was why; -1: it failed without a number."""
    number = plain(entry.call_number, 8)
    if percent is None:
        return _face("aside", words.ASIDE, tongue, number=number)
    face = _face("aside", words.WEAK, tongue, number=number)
    if percent < 0:
        return face
    measured = tongue.told(words.WEAK_PERCENT).format(percent=percent, least=entry.recipe.battery_percent)
    return replace(face, text=f"{measured} {face.text}")


def standing_face(entry: Entry, me: Runner, tongue: Tongue) -> Face | None:
    """What the fold says of a task that was mine: somebody else's, cancelled, at its counter. None: it is mine to do."""
    number = plain(entry.call_number, 8)
    state = entry.state
    if entry.stage is Stage.READY:
        if state.claims and not me.holds(state):
            return _first(entry, number, tongue)
        return _face("done", words.DONE, tongue, number=number, counter=plain(state.counter, 12))
    if entry.stage in (Stage.ON_HOLD, Stage.COLLECTED):
        return _face("gone", words.GONE[str(entry.stage)], tongue, number=number)
    if entry.stage in (Stage.CANCELLED, Stage.BOOKED, Stage.NO_SHOW) or not state.arrivals:
        said = words.GONE["cancelled" if entry.stage is Stage.CANCELLED else "away"]
        if not state.serial:
            return _face("gone", said, tongue, number=number)
        return replace(_face("put_back", said, tongue, number=number), action=tongue.told(words.PUT_BACK))
    if me.holds(state):
        return None
    if any(me.made(claim) for claim in state.claims):
        return _first(entry, number, tongue)
    return _face("gone", words.HANDED_ON, tongue, number=number)


def _first(entry: Entry, number: str, tongue: Tongue) -> Face:
    return _face("first", words.FIRST, tongue, number=number, who=tongue.colleague(entry.state.claimed_by))

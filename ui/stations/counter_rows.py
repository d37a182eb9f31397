"""The lines of the counter's lists: what one card says. Pure but for the words it is given.

Who is in which line and in which order `kiosk.domain.counter_line` decides. `ui/qml/Kiosk/counter/ReadyCard.qml` names
these fields as required properties.
"""

from dataclasses import dataclass

from kiosk.domain.obstacle import obstacle_of
from kiosk.domain.plain_text import plain
from kiosk.domain.reservation import BookingStatus
from kiosk.floor_answers import Entry
from ui.stations import counter_words as words
from ui.stations.stockroom_rows import ProductText, Tongue, millis


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """One card: a customer whose unit stands at a counter, or who has it."""

    key: str
    number: str
    name: str
    """Of the product: who it is stands on the customer's page only."""
    variant: str
    caseWord: str
    bandWord: str
    sizeWord: str
    since: float
    """Milliseconds since 1970 from which the waiting time counts: since the unit is ready. 0: does not wait."""
    called: str
    calls: int
    counter: str
    """In words, where it is another than this one."""
    obstacle: str
    apart: str
    handed: str
    """Of a unit that is gone: when."""
    spoken: str


def ready_row(entry: Entry, here: str, text: ProductText, tongue: Tongue) -> ReadyRow:
    """`text`: its product in words; `here`: this counter."""
    state = entry.state
    number = plain(entry.call_number, 8)
    gone = state.collected
    called = "" if gone else called_text(entry, tongue)
    elsewhere = state.counter if state.counter and state.counter != here and not gone else ""
    counter = tongue.told(words.AT_COUNTER).format(counter=plain(elsewhere, 12)) if elsewhere else ""
    obstacle = "" if gone else obstacle_text(entry, tongue)
    apart = tongue.told(words.APART) if state.parked and not gone else ""
    handed = tongue.told(words.HANDED_AT).format(time=tongue.clock(gone.at)) if gone else ""
    told = (number, text.name, text.variant, handed, called, apart, counter, obstacle)
    return ReadyRow(
        key=entry.reservation_id,
        number=number,
        name=text.name,
        variant=text.variant,
        caseWord=text.caseWord,
        bandWord=text.bandWord,
        sizeWord=text.sizeWord,
        since=0.0 if gone else millis(state.prepared_at),
        called=called,
        calls=0 if gone else state.calls,
        counter=counter,
        obstacle=obstacle,
        apart=apart,
        handed=handed,
        spoken=", ".join(part for part in told if part),
    )


def called_text(entry: Entry, tongue: Tongue) -> str:
    """How often the customer was called, and when last."""
    state = entry.state
    if not state.calls or state.called_at is None:
        return tongue.told(words.NOT_CALLED)
    said = words.CALLED_ONCE if state.calls == 1 else words.CALLED_OFTEN
    return tongue.told(said).format(count=state.calls, time=tongue.clock(state.called_at))


def obstacle_text(entry: Entry, tongue: Tongue) -> str:
    """What speaks against handing it over, in a word or two; empty: nothing."""
    found = obstacle_of(entry.reservation, entry.state)
    if found is None:
        return ""
    said = tongue.told(words.OBSTACLES[found])
    reason = plain(entry.reservation.status_reason, 60)
    standing = entry.reservation.status is not BookingStatus.BOOKED
    return f"{said} ({reason})" if reason and standing else said


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """Something to choose by touch."""

    key: str
    title: str
    said: str
    """What it means; empty: nothing to add."""
    iconName: str
    chosen: bool

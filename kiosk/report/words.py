"""What stands in the report of a day: `french.py` and `english.py` say it. Names in braces are filled where the text is made."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.closing.balance import Outcome, UnitPlace
from kiosk.domain.closing.day_end import Standing
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.closing.figures import Span
from kiosk.domain.conflict import ConflictKind
from kiosk.domain.doors.finding import Light
from kiosk.domain.event import EventKind


@dataclass(frozen=True, slots=True)
class Words:
    language: str
    locale: str
    """Babel's."""
    title: str
    page: str
    made: str
    """`{when}`, `{who}`."""
    central: str
    standings: Mapping[Standing, str]
    """`{when}`, `{who}`, `{count}`."""
    unsent: str
    # The account
    account: str
    reserved: str
    outcomes: Mapping[Outcome, str]
    units: str
    units_in: str
    places: Mapping[UnitPlace, str]
    count: str
    equation: str
    """`{left}` = `{right}`."""
    deliveries: str
    units_note: str
    # Differences
    differences: str
    no_differences: str
    kinds: Mapping[DifferenceKind, str]
    which: str
    why: str
    by: str
    not_explained: str
    said_by: str
    """`{who}`, `{when}`."""
    and_more: str
    # Arrivals and waits
    floor: str
    arrivals: str
    came: str
    booked: str
    hour: str
    per_quarter: str
    waits: str
    minutes: str
    half: str
    nine_in_ten: str
    arrived: str
    collected: str
    # Preparation
    work: str
    spans_title: str
    spans: Mapping[Span, str]
    steps_title: str
    steps: Mapping[str, str]
    by_model: str
    model: str
    customers: str
    half_of: str
    """`{what}`."""
    ninety_of: str
    both_of: str
    customer_count: str
    # Stations
    stations: str
    acts: str
    station: str
    events: str
    prepared: str
    handed: str
    apart_minutes: str
    # Trouble
    trouble: str
    refused: str
    scans: str
    verdicts: Mapping[str, str]
    overrides: str
    no_overrides: str
    time: str
    verdict: str
    reason: str
    who: str
    conflicts: str
    conflict: str
    all_of: str
    still_open: str
    conflict_kinds: Mapping[ConflictKind, str]
    changes: str
    change: str
    change_kinds: Mapping[EventKind, str]
    incidents: str
    incident: str
    incident_kinds: Mapping[str, str]
    batteries: str
    units_axis: str
    battery_found: str
    rejected: str
    reject_reasons: Mapping[str, str]
    nothing: str
    # Offline
    doors: str
    doors_note: str
    doors_none: str
    doors_when: str
    doors_by: str
    doors_itself: str
    doors_red: str
    doors_amber: str
    doors_missing: str
    """`{names}`: of the stations."""
    lights: Mapping[Light, str]
    offline: str
    offline_note: str
    who_when: str
    no_offline: str
    alone: str
    with_hub: str
    since: str
    until: str
    still: str
    lasted: str
    # Ledger
    ledger: str
    ledger_note: str
    closed_head: str
    acts_head: str
    seq: str
    hash: str
    whole: str
    yes: str
    no: str

"""Who works on what, and the floor as the forecast asks for it: both from the queue's glances. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain import forecast
from kiosk.domain.forecast import Helper
from kiosk.domain.queue import RECENTLY, Coming, Glance, Group

AT_WORK = timedelta(minutes=45)
"""Whoever has finished something within it counts as one of the crew."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody at work: a runner with tasks, or a counter with customers before it."""

    helper: Helper
    who: str
    """Staff id of a runner, number of a counter."""
    glances: tuple[Glance, ...]
    """What is in hand, the oldest first."""
    since: datetime
    done: int
    """Finished within `RECENTLY`."""


def hands(glances: Iterable[Glance], now: datetime) -> tuple[Hands, ...]:
    """Who works on what, runners first, by name; idle ones too while they count as crew."""
    held: defaultdict[tuple[Helper, str], list[tuple[datetime, Glance]]] = defaultdict(list)
    done: defaultdict[tuple[Helper, str], list[datetime]] = defaultdict(list)
    for one in glances:
        if one.runner and one.group is Group.PREPARING and one.claimed_at is not None:
            held[Helper.RUNNER, one.runner].append((one.claimed_at, one))
        if one.runner and one.prepared_at is not None:
            done[Helper.RUNNER, one.runner].append(one.prepared_at)
        if one.counter and one.collected_at is not None:
            done[Helper.COUNTER, one.counter].append(one.collected_at)
        elif one.counter and one.called_at is not None and one.at_counter_since is not None:
            held[Helper.COUNTER, one.counter].append((one.called_at, one))
    crew: list[Hands] = []
    for key in held.keys() | done.keys():
        mine = sorted(held[key], key=lambda pair: (pair[0], pair[1].reservation_id))
        last = max((at for at in done[key] if at <= now), default=None)
        if mine or (last is not None and now - last <= AT_WORK):
            since = mine[0][0] if mine else last or now
            recent = sum(now - RECENTLY <= at <= now for at in done[key])
            crew.append(Hands(*key, tuple(one for _, one in mine), since, recent))
    return tuple(sorted(crew, key=lambda one: (one.helper is Helper.COUNTER, one.who)))


def floor_of(
    glances: Iterable[Glance], coming: Iterable[Coming], crew: Iterable[Hands], now: datetime
) -> forecast.Floor:
    """What the forecast asks for. Where nobody has been seen at work yet, one of each is supposed."""
    glances, coming = list(glances), list(coming)
    at_work = Counter(one.helper for one in crew)
    here = [one for one in glances if one.arrived_at is not None]
    prepared = sorted(
        (one.prepared_at, (one.prepared_at - one.claimed_at).total_seconds())
        for one in here
        if one.prepared_at is not None and one.claimed_at is not None
    )
    served = sorted(
        (one.collected_at, (one.collected_at - one.called_at).total_seconds())
        for one in here
        if one.collected_at is not None and one.called_at is not None
    )
    preparing = [one for one in here if one.group is Group.PREPARING]
    ready = [one for one in here if one.group is Group.READY]
    return forecast.Floor(
        now=now,
        runners=max(1, at_work[Helper.RUNNER]),
        counters=max(1, at_work[Helper.COUNTER]),
        expected=tuple(one.slot for one in coming if one.slot.end > now for _ in range(one.count)),
        waiting=tuple(one.arrived_at for one in here if one.group is Group.ARRIVED and one.arrived_at is not None),
        preparing=tuple(one.claimed_at or now for one in preparing),
        ready=tuple(one.prepared_at or now for one in ready if one.called_at is None),
        serving=tuple(at for one in ready if (at := one.at_counter_since) is not None),
        came=tuple((one.slot, one.arrived_at) for one in here if one.arrived_at is not None),
        missed=sum(one.count for one in coming if one.slot.end <= now)
        + sum(one.group is Group.LATE for one in glances),
        preparations_s=tuple(took for _, took in prepared),
        hand_overs_s=tuple(took for _, took in served),
    )

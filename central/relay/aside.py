"""What a hub answers about an incarnation in which, as central found, two machines have written: `fork` from there on.

The events stay stored here. Their terminal seals them again in a life of its own (`kiosk.domain.fork`), under the same ids.
"""

from typing import cast

from sqlalchemy import Connection, select

from central.intake import Held, Intake, check_identities, text_of
from central.tables import events, heads, relayed
from kiosk.domain.event import GENESIS
from sync.wire import Answer, AnswerKind, EventBatch


def set_aside(connection: Connection, store: int, batch: EventBatch) -> Intake | None:
    """The answers, if the batch is of such an incarnation; else None. Reads only. Raises UnreadableBatch.

    Below the fork, too, only what is held here is answered for: two machines may have parted before it."""
    forked = connection.execute(
        select(relayed.c.forked).where(
            relayed.c.terminal_id == batch.terminal_id, relayed.c.incarnation == batch.incarnation
        )
    ).scalar_one_or_none()
    if not forked:
        return None
    check_identities(batch)
    first = int(forked)
    mine = (events.c.terminal_id == batch.terminal_id) & (events.c.incarnation == batch.incarnation)
    below = [seq for wire in batch.events if (seq := cast("int", wire["seq"])) < first]
    columns = (events.c.event_id, events.c.hash, events.c.answer, events.c.reason)
    found = connection.execute(select(events.c.seq, *columns).where(mine, events.c.seq.in_(below)))
    held = {seq: Held(*row) for seq, *row in found}
    answers: list[Answer] = []
    forks = False
    for wire in batch.events:
        event_id, one = cast("str", wire["event_id"]), held.get(cast("int", wire["seq"]))
        told = None if forks or one is None else one.again(event_id, text_of(wire, "hash"))
        forks = told is None
        answers.append(told or Answer(event_id, AnswerKind.FORK, "Another event has been held in this place."))
    head_hash = connection.execute(select(events.c.hash).where(mine, events.c.seq == first - 1)).scalar_one_or_none()
    seq = connection.execute(select(heads.c.seq).where(heads.c.store == store)).scalar_one()
    return Intake(answers, first - 1, head_hash or GENESIS, seq)

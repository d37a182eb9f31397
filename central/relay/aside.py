"""What a hub answers about an incarnation in which, as central found, two machines have written: `fork` from there on.

The events stay stored here. Their terminal seals them again in a life of its own (`kiosk.domain.fork`), under the same ids.
"""

from typing import cast

from sqlalchemy import Connection, select

from central.intake import Intake
from central.tables import events, heads, relayed
from kiosk.domain.event import GENESIS
from sync.wire import Answer, AnswerKind, EventBatch


def set_aside(connection: Connection, store: int, batch: EventBatch) -> Intake | None:
    """The answers, if the batch is of such an incarnation; else None. Reads only."""
    forked = connection.execute(
        select(relayed.c.forked).where(
            relayed.c.terminal_id == batch.terminal_id, relayed.c.incarnation == batch.incarnation
        )
    ).scalar_one_or_none()
    if not forked:
        return None
    first = int(forked)
    answers: list[Answer] = []
    for wire in batch.events:
        event_id, seq = cast("str", wire.get("event_id", "")), cast("int", wire.get("seq", first))
        kind = AnswerKind.DUPLICATE if seq < first else AnswerKind.FORK
        answers.append(Answer(event_id, kind, "" if seq < first else "Central holds another event in this place."))
    head_hash = connection.execute(
        select(events.c.hash).where(
            events.c.terminal_id == batch.terminal_id,
            events.c.incarnation == batch.incarnation,
            events.c.seq == first - 1,
        )
    ).scalar_one_or_none()
    seq = connection.execute(select(heads.c.seq).where(heads.c.store == store)).scalar_one()
    return Intake(answers, first - 1, head_hash or GENESIS, seq)

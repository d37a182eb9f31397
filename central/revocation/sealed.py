"""What a withdrawn terminal sealed, taken in: the same intake, the same answers, as if it had sent them itself."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from central import intake
from central.acts.ledger import ActKind, record
from central.conflicts import conflicts
from central.database import Database
from central.errors import CentralError
from central.keys import sealing_key
from central.mailing.queue import enqueue
from central.tables import terminals
from kiosk.domain.sealed_events import NotSealed, opened, read
from sync.wire import MAX_BATCH, AnswerKind, EventBatch

WHAT = "The sealed events cannot be taken in"


@dataclass(frozen=True, slots=True)
class Imported:
    name: str
    store: int
    events: int
    answers: Counter[str]

    @property
    def left_out(self) -> int:
        """Not stored: events before them are missing, or others stand in their place."""
        return self.answers[AnswerKind.GAP] + self.answers[AnswerKind.FORK]


def import_sealed(database: Database, content: bytes, now: datetime) -> Imported:
    """Take in the file's events; again changes nothing. Raises CentralError for a file that is none, or was changed."""
    with database.write() as connection:
        try:
            file = read(content)
            row = connection.execute(select(terminals).where(terminals.c.terminal_id == file.terminal_id)).first()
            if row is None or row.store != file.store:
                raise NotSealed("it is of a terminal that this central does not know")
            known = [one for one in (row.token_hash, row.next_token_hash) if one is not None]
            found = opened(file, known, sealing_key(connection))
        except NotSealed as error:
            raise CentralError(WHAT, f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    answers: Counter[str] = Counter()
    for incarnation, events in groupby(found, key=lambda wire: str(wire.get("incarnation"))):
        life = list(events)
        for at in range(0, len(life), MAX_BATCH):
            batch = EventBatch(file.terminal_id, incarnation, life[at : at + MAX_BATCH])
            try:
                with database.write() as connection:
                    taken = intake.take_in(connection, row.store, batch, now, conflicts)
                    enqueue(connection, row.store, taken.facts, now)
            except intake.UnreadableBatch as error:
                raise CentralError(WHAT, str(error)) from error
            answers.update(str(one.answer) for one in taken.answers)
    left_out = answers[AnswerKind.GAP] + answers[AnswerKind.FORK]
    told = {"count": len(found), "left_out": left_out}
    record(database, ActKind.SEALED_IMPORTED, now, subject=row.terminal_id, store=row.store, **told)
    return Imported(row.name, row.store, len(found), answers)

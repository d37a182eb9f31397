"""A wrong row in the real file is found by itself, said, and fetched anew; what is right stays untouched."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.store import audit
from kiosk.store.audit import Audit
from kiosk.store.store import Store
from tests.store.day import NOON, Feed, reservation, reservation_id
from tests.store.ledgers import foreign


def run(store: Store, act: Callable[..., Any], *args: Any) -> Any:
    return store.worker.submit(act, *args).result()


def pull(store: Store, feed: Feed) -> bool | None:
    applied = None
    for page in feed.pages(run(store, store.replica.position).cursor):
        applied = run(store, store.replica.apply, feed.epoch, *page, NOON)
    return applied.complete if applied else None


def looked_over(store: Store) -> bool:
    """After a whole pass and more: whether the copy still counts as complete."""

    def look() -> None:
        one = Audit(store._db, store.facts, store.transaction)
        for _ in range(12):
            one.step()

    run(store, look)
    return run(store, store.replica.copy).complete


@pytest.fixture
def whole(store: Store, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(audit, "SLICE_ROWS", 4)
    feed.furnish()
    feed.book(*(reservation(number) for number in range(9)))
    event = foreign(1)
    feed.put("event", event.event_id, event.to_wire())
    feed.put("unheard", "of", {"kept": "and counted"})
    feed.put("reservation", reservation_id(8), {"spoiled": True})
    feed.put("reservation", reservation_id(7), None)
    assert pull(store, feed)
    return store


def test_what_is_right_stays_complete(whole: Store) -> None:
    assert looked_over(whole)


PLANTED = {
    "another name": "UPDATE feed_row SET body = CAST(replace(CAST(body AS TEXT), 'Éloïse', 'Denise') AS BLOB)"
    " WHERE key = '0000000000000003'",
    "another digest": "UPDATE feed_row SET digest = replace(digest, substr(digest, 1, 1), 'x') WHERE key = 'policy'",
    "no JSON": "UPDATE feed_row SET body = CAST('{' AS BLOB) WHERE key = 'AUR-41'",
    "a row too few": "DELETE FROM feed_row WHERE key = '0000000000000003'",
    "a row too many": "INSERT INTO feed_row (kind, key, seq, mark, digest, body) SELECT kind, 'another', 99, mark, digest,"
    " body FROM feed_row WHERE kind = 'event'",
    "an event's row too few": "DELETE FROM feed_row WHERE kind = 'event'",
}


@pytest.mark.parametrize("statement", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_row_is_found_said_and_mended(
    whole: Store, feed: Feed, statement: str, caplog: pytest.LogCaptureFixture
) -> None:
    if "'x'" in statement:
        statement = statement.replace("'x'", "CASE substr(digest, 1, 1) WHEN 'a' THEN 'b' ELSE 'a' END")
    run(whole, lambda: whole._db.conn.execute(statement))
    assert not looked_over(whole)
    assert any("not what central sent" in record.message for record in caplog.records)
    caplog.clear()
    # The next head does not call it complete either: that is what has the sync begin again from 0.
    assert pull(whole, feed) is False
    run(whole, whole.replica.start_over, feed.epoch)
    assert pull(whole, feed)
    assert looked_over(whole)
    assert run(whole, whole.roster.reservation, reservation_id(3)) == reservation(3)
    assert not caplog.records


def test_rows_that_come_meanwhile_are_no_alarm(whole: Store, feed: Feed) -> None:
    one = Audit(whole._db, whole.facts, whole.transaction)
    run(whole, one.step)
    feed.book(reservation(20))
    assert pull(whole, feed)
    for _ in range(12):
        run(whole, one.step)
    assert run(whole, whole.replica.copy).complete

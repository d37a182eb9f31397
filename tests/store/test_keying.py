"""A key that is not the file's is said, and the file stays as it is; a new key loses no row."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import Fault
from kiosk.store.keying import fingerprint, key_note, note_key, opens, rekey
from kiosk.store.store import Store
from tests.store.day import DB_KEY as KEY
from tests.store.day import Feed, reservation, reservation_id
from tests.store.ledgers import append, draft, own_events

NEW = bytes(range(32, 64))


def whole(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_wrong_key_is_said_and_nothing_is_touched(open_store: Callable[..., Store]) -> None:
    store = open_store()
    append(store, draft(1))
    store.close()
    before = whole(store.path.parent)
    with pytest.raises(Fault, match="made with another key and was left as it is"):
        Store.open(store.path, NEW, lambda: "x")
    assert whole(store.path.parent) == before
    again = open_store()
    assert again.recovered is None
    assert len(own_events(again)) == 1


def test_a_note_that_is_lost_or_unreadable_is_made_anew_at_the_next_good_start(
    open_store: Callable[..., Store],
) -> None:
    store = open_store()
    store.close()
    key_note(store.path).unlink()
    open_store().close()
    assert key_note(store.path).read_text().split() == [fingerprint(KEY)]
    key_note(store.path).write_bytes(b"\xff\xfe no note of ours")
    open_store().close()
    assert key_note(store.path).read_text().split() == [fingerprint(KEY)]


def test_a_new_key_keeps_every_row(open_store: Callable[..., Store], feed: Feed) -> None:
    store = open_store()
    feed.book(reservation(1), reservation(2))
    for page in feed.pages():
        store.worker.submit(store.replica.apply, feed.epoch, *page, draft().occurred_at).result()
    made = append(store, draft(1), draft(2))
    store.close()
    rekey(store.path, KEY, NEW)
    assert (opens(store.path, KEY), opens(store.path, NEW)) == (False, True)
    assert [path.name for path in store.path.parent.iterdir() if "rekeyed" in path.name] == []
    with pytest.raises(Fault, match="another key"):
        open_store()
    again = Store.open(store.path, NEW, lambda: "x")
    assert again.recovered is None
    assert own_events(again) == made
    assert again.worker.submit(again.roster.reservation, reservation_id(2)).result() is not None
    assert again.worker.submit(again.replica.copy).result().complete
    again.close()


def test_a_running_kiosk_is_in_the_way_and_nothing_happens(open_store: Callable[..., Store]) -> None:
    store = open_store()
    append(store, draft(1))
    with pytest.raises(Fault, match="second kiosk"):
        rekey(store.path, KEY, NEW)
    assert len(own_events(store)) == 1
    store.close()
    assert opens(store.path, KEY)


def test_half_written_files_of_an_attempt_before_are_no_obstacle(open_store: Callable[..., Store]) -> None:
    store = open_store()
    store.close()
    store.path.with_name(f"{store.path.name}.rekeyed").write_bytes(b"half a page")
    note_key(store.path, KEY, NEW)
    open_store().close()
    rekey(store.path, KEY, NEW)
    assert opens(store.path, NEW)

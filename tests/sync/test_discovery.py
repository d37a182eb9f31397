"""Hubs announce themselves and are found: real multicast on loopback; who is believed is `sync.hubs`' matter."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.feed import FeedRow, row_digest
from kiosk.domain.hub import HubRow, signing_bytes, verify
from kiosk.domain.rows import row_body
from kiosk.domain.trust import to_base64url
from kiosk.errors import Fault
from kiosk.store.store import Store
from sync.discovery import Announcement, Listening, Presence
from sync.hubs import MAX_FOUND, Hubs
from tests.store.day import DB_KEY, token
from tests.sync.hall import NOW

LOOPBACK = ("127.0.0.1",)
HERE = Presence("ab12cd34ab12cd34", 1, 7, "https://hub.store.example:8711")
ROOT = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ROOT_KEY = to_base64url(ROOT.public_key().public_bytes_raw())


class Ear:
    def __init__(self) -> None:
        self.heard: list[tuple[str, tuple[str, ...]]] = []
        self.news = threading.Event()

    def found(self, hub_id: str, addresses: tuple[str, ...]) -> None:
        self.heard.append((hub_id, addresses))
        self.news.set()

    def next(self) -> tuple[str, tuple[str, ...]]:
        assert self.news.wait(20), "nothing was heard"
        self.news.clear()
        return self.heard[-1]


def test_a_hub_is_found_and_its_good_bye_is_heard() -> None:
    ear = Ear()
    listening = Listening(1, 7, ear.found, LOOPBACK)
    try:
        with Announcement(HERE, ("127.0.0.1", 8711), LOOPBACK):
            assert ear.next() == (HERE.hub_id, (HERE.address,))
        assert ear.next() == (HERE.hub_id, ())
    finally:
        listening.close()


def test_hubs_of_other_stores_are_not_ours() -> None:
    ear = Ear()
    other = replace(HERE, hub_id="ffffffffffffffff", store=8)
    listening = Listening(1, 7, ear.found, LOOPBACK)
    try:
        with Announcement(other, ("127.0.0.1", 8712), LOOPBACK), Announcement(HERE, ("127.0.0.1", 8711), LOOPBACK):
            assert ear.next() == (HERE.hub_id, (HERE.address,))
    finally:
        listening.close()
    assert {hub_id for hub_id, addresses in ear.heard if addresses} == {HERE.hub_id}


def test_an_address_that_does_not_fit_is_said() -> None:
    with pytest.raises(Fault, match="too long"):
        Announcement(replace(HERE, address="https://" + "a" * 250), ("127.0.0.1", 1), LOOPBACK)


# --- who is believed --------------------------------------------------------------------------------------------------


class Asked:
    def __init__(self) -> None:
        self.first: list[str] = []

    def prefer(self, urls: Iterable[str]) -> None:
        self.first = list(urls)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store.open(tmp_path / "kiosk.db", DB_KEY, token)
    yield one
    one.close()


def row(hub: HubRow, seq: int) -> FeedRow:
    body = row_body(hub)
    return FeedRow(seq, "hub", hub.hub_id, body, row_digest("hub", hub.hub_id, body))


def signed(hub: HubRow) -> HubRow:
    return replace(hub, signature=to_base64url(ROOT.sign(signing_bytes(hub))))


def told(store: Store, seq: int, *rows: FeedRow) -> None:
    """The rows came with the feed, and whoever follows it has heard of them."""
    store.worker.submit(store.replica.apply, "e", seq, list(rows), None, NOW).result()
    store.worker.submit(lambda: None).result()


GOOD = signed(HubRow("hub-1", "Back office", ("https://one.example",), "KEY1"))


def test_only_hubs_that_the_root_key_signed_are_asked_and_believed(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    moved = replace(GOOD, addresses=("https://thief.example",))
    forged = HubRow("hub-2", "Somebody", ("https://two.example",), "KEY2", GOOD.signature)
    assert verify(GOOD, ROOT_KEY)
    assert not verify(moved, ROOT_KEY)
    asked = Asked()
    hubs = Hubs(store, asked, ROOT_KEY, "CENTRAL", pinned=True)
    told(store, 2, row(GOOD, 1), row(forged, 2))
    assert asked.first == ["https://one.example"]
    assert (hubs.key_of(""), hubs.key_of("hub-1"), hubs.key_of("hub-2")) == ("CENTRAL", "KEY1", "")
    hubs.found("hub-2", ("https://two.example",))
    assert asked.first == ["https://one.example"], "an announcement makes nobody a hub"
    hubs.found("hub-1", ("https://other-way.example",))
    assert asked.first == ["https://one.example", "https://other-way.example"]
    told(store, 3, FeedRow(3, "hub", "hub-1", None, ""))
    assert asked.first == []
    assert hubs.key_of("hub-1") == ""
    assert any("does not vouch" in record.message for record in caplog.records)


@pytest.mark.parametrize(
    ("pinned", "address"),
    [(False, "https://thief.example"), (True, "http://192.0.2.7:8711"), (True, "http://127.0.0.1:8711")],
)
def test_nobody_who_announces_a_hub_is_shown_the_token_unless_his_certificate_is_the_pinned_authoritys(
    store: Store, pinned: bool, address: str
) -> None:
    """A hub's id is on the network for all to hear, and a certificate of a name of one's own is easy to get."""
    asked = Asked()
    hubs = Hubs(store, asked, ROOT_KEY, "CENTRAL", pinned=pinned)
    told(store, 1, row(GOOD, 1))
    hubs.found("hub-1", (address,))
    assert asked.first == ["https://one.example"]
    hubs.configured("hub-1", ("http://127.0.0.1:8711",))
    assert asked.first == ["http://127.0.0.1:8711", "https://one.example"], "what a person wrote here is another matter"


def test_a_hub_that_is_heard_before_central_named_it_is_asked_afterwards_however_many_others_are_heard(
    store: Store,
) -> None:
    asked = Asked()
    hubs = Hubs(store, asked, ROOT_KEY, "CENTRAL", pinned=True)
    hubs.found("hub-1", ("https://other-way.example",))
    told(store, 1, row(GOOD, 1))
    for number in range(10 * MAX_FOUND):
        hubs.found(f"stranger-{number}", ("https://stranger.example",))
    named = [signed(HubRow(f"stranger-{number}", "S", (), "K")) for number in range(10 * MAX_FOUND)]
    told(store, 1 + len(named), *(row(hub, 2 + number) for number, hub in enumerate(named)))
    assert asked.first[:2] == ["https://one.example", "https://other-way.example"]
    assert len(asked.first) <= 1 + MAX_FOUND


def test_of_two_lists_the_newer_one_stays(store: Store) -> None:
    """Zeroconf's thread makes a list while the store's hands on a newer one."""

    class Slow(Asked):
        def __init__(self) -> None:
            super().__init__()
            self.begun, self.go = threading.Event(), threading.Event()

        def prefer(self, urls: Iterable[str]) -> None:
            wanted = list(urls)
            if wanted == ["https://one.example", "https://other-way.example"]:
                self.begun.set()
                assert self.go.wait(20)
            self.first = wanted

    asked = Slow()
    hubs = Hubs(store, asked, ROOT_KEY, "CENTRAL", pinned=True)
    told(store, 1, row(GOOD, 1))
    older = threading.Thread(target=hubs.found, args=("hub-1", ("https://other-way.example",)))
    older.start()
    assert asked.begun.wait(20)
    newer = store.worker.submit(store.replica.apply, "e", 2, [FeedRow(2, "hub", "hub-1", None, "")], None, NOW)
    newer.result()
    read = store.worker.submit(lambda: None)
    asked.go.set()
    read.result()
    older.join()
    assert asked.first == []


def test_a_failed_reading_is_said_and_the_hubs_known_before_stay(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = Asked()
    Hubs(store, asked, ROOT_KEY, "CENTRAL")
    told(store, 1, row(GOOD, 1))

    def fail() -> list[HubRow]:
        raise Fault("read the roster", "Check the disk")

    with monkeypatch.context() as broken:
        broken.setattr(store.roster, "hubs", fail)
        told(store, 2, FeedRow(2, "hub", "hub-1", None, ""))
    assert asked.first == ["https://one.example"]
    assert any("could not be read" in record.message for record in caplog.records)
    told(store, 3, row(replace(GOOD, hub_id="another"), 3))
    assert asked.first == []

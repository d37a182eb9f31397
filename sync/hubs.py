"""Which hubs of its store a terminal goes to, and whose receipts it believes: those that central vouches for, no others.

Their rows come with the feed and are signed by the launch's root key, so that it does not matter who handed them on. An
address found on the local network (`sync.discovery`) only adds a way to a hub that central has named.
"""

import logging
import threading
from collections.abc import Iterable
from typing import Protocol

from kiosk.domain.hub import HubRow, verify
from kiosk.store.store import Store

log = logging.getLogger(__name__)


class Preferring(Protocol):
    def prefer(self, urls: Iterable[str]) -> None:
        """Ask these first."""
        ...


class Hubs:
    """Follows the roster: a hub that is named is used from the next request on. Any thread may call."""

    def __init__(self, store: Store, client: Preferring, root_key: str, receipt_key: str) -> None:
        """`root_key` and `receipt_key` (central's) as enrolled."""
        self._store = store
        self._client = client
        self._root_key = root_key
        self._receipt_key = receipt_key
        self._gate = threading.Lock()
        self._hubs: dict[str, HubRow] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._asked = threading.Event()
        store.worker.submit(self._read).result()
        store.on_change.subscribe(self._news)

    def key_of(self, issuer: str) -> str:
        """A `sync.hands.KeyOf`."""
        if not issuer:
            return self._receipt_key
        with self._gate:
            hub = self._hubs.get(issuer)
        return hub.receipt_key if hub else ""

    def found(self, hub_id: str, addresses: tuple[str, ...]) -> None:
        """Somebody on the local network says to be this hub, there. Empty: it said good-bye."""
        with self._gate:
            self._found[hub_id] = addresses
        self._tell()

    def _news(self, _changed: frozenset[str]) -> None:
        if self._asked.is_set():
            return
        self._asked.set()
        try:
            self._store.worker.submit(self._read)
        except RuntimeError:
            log.info("the store closed before its hubs were read again")

    def _read(self) -> None:
        """On the store's thread."""
        self._asked.clear()
        rows = self._store.roster.hubs()
        good = {row.hub_id: row for row in rows if verify(row, self._root_key)}
        if len(good) < len(rows):
            log.warning("%d hubs are named that central does not vouch for", len(rows) - len(good))
        with self._gate:
            changed = good != self._hubs
            self._hubs = good
        if changed:
            log.info("%d hubs of the store are known", len(good))
            self._tell()

    def _tell(self) -> None:
        with self._gate:
            hubs = sorted(self._hubs.values(), key=lambda hub: hub.hub_id)
            urls = [url for hub in hubs for url in (*hub.addresses, *self._found.get(hub.hub_id, ()))]
        self._client.prefer(urls)

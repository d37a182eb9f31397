"""Which hubs of its store a terminal goes to, and whose receipts it believes: those that central vouches for, no others.

Their rows come with the feed and are signed by the launch's root key, so that it does not matter who handed them on. An
address found on the local network (`sync.discovery`) only adds a way to a hub that central has named, and only where the
certificate there must be the pinned authority's: a hub's id is no secret, and whoever is asked is shown the token.
"""

import logging
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Protocol

from kiosk.domain.hub import HubRow, verify
from kiosk.store.store import Store

log = logging.getLogger(__name__)

MAX_FOUND = 32
"""Ids remembered of those that announce themselves: central may name them later, and anybody can announce anything."""


class Preferring(Protocol):
    def prefer(self, urls: Iterable[str]) -> None:
        """Ask these first."""
        ...


class Hubs:
    """Follows the roster: a hub that is named is used from the next request on. Any thread may call."""

    def __init__(
        self, store: Store, client: Preferring, root_key: str, receipt_key: str, *, pinned: bool = False
    ) -> None:
        """`root_key` and `receipt_key` (central's) as enrolled. `pinned`: `client` trusts one authority and no other;
        without that, nothing that is found is asked."""
        self._store = store
        self._client = client
        self._root_key = root_key
        self._receipt_key = receipt_key
        self._pinned = pinned
        self._gate = threading.Lock()
        """Over the making of the list and its handing on: of two lists the newer one stays."""
        self._hubs: dict[str, HubRow] = {}
        self._here: dict[str, tuple[str, ...]] = {}
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

    def configured(self, hub_id: str, addresses: tuple[str, ...]) -> None:
        """Ways to a hub that this machine's own configuration names. Asked once central names the hub, before all others."""
        with self._gate:
            self._here[hub_id] = addresses
            self._tell()

    def found(self, hub_id: str, addresses: tuple[str, ...]) -> None:
        """Somebody on the local network says to be this hub, there. Empty: it said good-bye."""
        if not self._pinned:
            return
        with self._gate:
            before = self._found.pop(hub_id, ())
            safe = tuple(address for address in addresses if address.startswith("https://"))
            if safe:
                self._found[hub_id] = safe
            while len(self._found) > MAX_FOUND:
                strangers = (one for one in self._found if one not in self._hubs)
                del self._found[next(strangers, next(iter(self._found)))]
            if before != safe:
                self._tell()

    def _news(self, _changed: frozenset[str]) -> None:
        if self._asked.is_set():
            return
        self._asked.set()
        try:
            self._store.worker.submit(self._read).add_done_callback(_say_failure)
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
            if good == self._hubs:
                return
            self._hubs = good
            log.info("%d hubs of the store are known", len(good))
            self._tell()

    def _tell(self) -> None:
        """Holding the gate."""
        hubs = sorted(self._hubs.values(), key=lambda hub: hub.hub_id)
        urls = [url for hub in hubs for url in self._here.get(hub.hub_id, ())]
        urls += [url for hub in hubs for url in (*hub.addresses, *self._found.get(hub.hub_id, ()))]
        self._client.prefer(urls)


def _say_failure(read: Future[None]) -> None:
    """The hubs known before stay in use; the next change of the roster has them read again."""
    if not read.cancelled() and (error := read.exception()) is not None:
        log.error("the hubs of the store could not be read", exc_info=error)

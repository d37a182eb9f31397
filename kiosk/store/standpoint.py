"""What the roster says of the place a terminal stands in: its time zone, the key of unsigned codes, whose codes to believe.

Reads the roster for one terminal; every answer has a safe value for a roster that has not come yet.
"""

from zoneinfo import ZoneInfo

from kiosk.domain.policy import Policy
from kiosk.domain.trust import TrustList, from_base64url, verify
from kiosk.domain.verdict import Sighting
from kiosk.store.roster import Roster

UTC_ZONE = ZoneInfo("UTC")


class Standpoint:
    def __init__(self, roster: Roster, store: int, launch: int, root_key: str) -> None:
        self._roster = roster
        self._store = store
        self._launch = launch
        self._root_key = root_key
        self._verified: tuple[list[TrustList], TrustList | None] = ([], None)

    def zone(self) -> ZoneInfo:
        """The store's; UTC while its row has not come or names a zone this machine does not know."""
        store = self._roster.store(self._store)
        try:
            return ZoneInfo(store.timezone) if store else UTC_ZONE
        except (KeyError, ValueError, OSError):  # what the time zone database raises depends on how the name is wrong
            return UTC_ZONE

    def lookup_key(self) -> bytes:
        """Keys the digests of unsigned codes. Empty before the launch's row has come: then none can be found."""
        launch = self._roster.launch(self._launch)
        try:
            return from_base64url(launch.lookup_key) if launch else b""
        except ValueError:
            return b""

    def trust(self) -> TrustList | None:
        """The newest list whose signature holds under the enrolment's root key: a forged newer one displaces nothing,
        and since every version seen is kept, an older one that comes again displaces nothing either."""
        lists = self._roster.trust_lists()
        if self._verified[0] is not lists:
            self._verified = (lists, next((one for one in lists if verify(one, self._root_key)), None))
        return self._verified[1]

    def policy(self) -> Policy:
        return self._roster.policy()

    def terminal_name(self, sighting: Sighting) -> str:
        """What colleagues call the terminal. Before its row has come: the letter of its call numbers."""
        terminal = self._roster.terminal(sighting.terminal_id)
        return terminal.name if terminal else sighting.call_number.rstrip("0123456789")

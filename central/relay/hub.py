"""A store's hub, put together: the served application over its own database, the sync with central, and who may come in.

It answers from its own copy under its own epoch and numbers, takes in events at once, and signs with a key of its own.
"""

import logging

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from central.app import create_app
from central.bell import Bell
from central.database import Database
from central.errors import CentralError
from central.feed import open_feed
from central.keys import public_text, receipt_key
from central.relay import notes
from central.relay.door import CALL_EVERY_S, Door
from central.relay.keeper import HubKeeper, unsent_of
from central.revocation.revoking import text_of
from central.tables import launches, stores, terminals
from kiosk.domain.clock import utc_text
from kiosk.timepiece import SystemClock, Timepiece
from sync.http import Client
from sync.runner import Runner
from sync.status import SyncStatus
from sync.wire import HubCall, HubEnrolment, Passes, Relayed

log = logging.getLogger(__name__)


class Hub:
    """`start` once, `stop` and `join` at the end; `app` is what is served. A `central.relay.role.Relay`."""

    def __init__(
        self,
        database: Database,
        papers: HubEnrolment,
        addresses: list[str],
        clock: Timepiece | None = None,
        *,
        servers: list[str] | None = None,
        call_every_s: float = CALL_EVERY_S,
    ) -> None:
        """`addresses`: where terminals find this hub. `servers`: instead of the enrolment's. Raises CentralError for another
        hub's or central's database, ConfigError for servers that must not be used."""
        self._database = database
        self._papers = papers
        self._clock = clock or SystemClock()
        with database.write() as connection:
            self._adopt(connection)
            self._key = public_text(receipt_key(connection))
            self._whole = notes.note(connection, notes.COMPLETE) == "1"
            self._turned_away = self._turned_away_noted = notes.note(connection, notes.TURNED_AWAY) == "1"
        self.app = create_app(database, clock=self._clock.now, relay=self)
        self.keeper = HubKeeper(database, papers.store, self._ring)
        self._client = Client(servers or papers.servers, papers.store, papers.token, papers.ca_pem)
        self._runner = Runner(
            self.keeper, self._client, self._clock, key_of=lambda issuer: "" if issuer else papers.receipt_key
        )
        self._door = Door(
            self._client.call_in, HubCall(self._key, addresses), self._learn, self.be_turned_away, call_every_s
        )

    @property
    def hub_id(self) -> str:
        return self._papers.hub_id

    @property
    def receipt_key(self) -> str:
        """The public key of this hub's receipts."""
        return self._key

    def start(self) -> None:
        self._runner.start()
        self._door.start()

    def stop(self) -> None:
        self._door.stop()
        self._runner.stop()  # closes the client, which ends a call that is under way

    def join(self, timeout: float | None = None) -> bool:
        """False when a thread still runs after `timeout` seconds."""
        ended = self._runner.join(timeout)
        return self._door.join(timeout) and ended

    def status(self) -> SyncStatus:
        """How the link to central stands."""
        return self._runner.status()

    # --- what the routes ask --------------------------------------------------------------------------------------------

    def ready(self) -> bool:
        if self._turned_away:
            return False
        if not self._whole:
            with self._database.read() as connection:
                self._whole = notes.note(connection, notes.COMPLETE) == "1"
        return self._whole

    async def knock(self) -> bool:
        return await self._door.knock()

    def standing(self, terminal_id: str) -> Relayed:
        with self._database.read() as connection:
            unsent = unsent_of(connection, self._papers.store, terminal_id)
        return Relayed(self.hub_id, self._runner.status().online, unsent)

    def took(self) -> None:
        self.keeper.took()

    # --- the terminals ----------------------------------------------------------------------------------------------------

    def be_turned_away(self, turned_away: bool) -> None:
        """Central refuses this hub, or accepts it (again): its terminals are better served by central meanwhile."""
        if turned_away != self._turned_away:
            self._turned_away = turned_away
            if turned_away:
                log.warning("central does not accept this hub: its terminals are sent to central until it does")
            else:
                log.info("central accepts this hub again")
        if turned_away != self._turned_away_noted:  # told and noted apart: a full disk must not keep terminals here
            with self._database.write() as connection:
                notes.put(connection, notes.TURNED_AWAY, int(turned_away))
            self._turned_away_noted = turned_away

    def _learn(self, passes: Passes) -> None:
        """Central's list is the whole truth: who is not on it is nobody."""
        known = {one.terminal_id: one for one in passes.terminals}
        with self._database.write() as connection:
            mine = terminals.c.store == self._papers.store
            kept = {row.terminal_id: row for row in connection.execute(select(terminals).where(mine))}
            gone = [one for one in kept if one not in known]
            if gone:
                connection.execute(delete(terminals).where(mine, terminals.c.terminal_id.in_(gone)))
            for one in known.values():
                values = {
                    "name": one.name,
                    "letter": one.letter,
                    "token_hash": bytes.fromhex(one.token_sha256),
                    "station": one.station or None,
                    "device_key": one.device_key or None,
                    "next_token_hash": bytes.fromhex(one.next_token_sha256) or None,
                    "revoked_at": one.revoked_at or None,
                    "revocation": text_of(one.revocation) if one.revocation else None,
                }
                before = kept.get(one.terminal_id)
                if before is None:
                    names = {"terminal_id": one.terminal_id, "store": self._papers.store}
                    enrolled = {"enrolled_at": utc_text(self._clock.now())}
                    connection.execute(insert(terminals).values(names | enrolled | values))
                elif any(getattr(before, name) != value for name, value in values.items()):
                    connection.execute(
                        update(terminals).where(terminals.c.terminal_id == one.terminal_id).values(values)
                    )

    # --- the rest -----------------------------------------------------------------------------------------------------------

    def _ring(self, seq: int) -> None:
        bell: Bell = self.app.state.central.bell
        bell.ring(self._database.epoch, self._papers.store, seq)

    def _adopt(self, connection: Connection) -> None:
        """Make a new database this hub's, or see that it is."""
        owner = notes.note(connection, notes.HUB_ID)
        if owner == self.hub_id:
            return
        if owner or connection.execute(select(stores.c.store)).first() is not None:
            whose = "another hub's" if owner else "central's"
            raise CentralError(f"{self._database.name} is {whose} database", "Give this hub a --database of its own.")
        papers = self._papers
        notes.put(connection, notes.HUB_ID, self.hub_id)
        # The rows say what they are called; the private keys stay at central.
        connection.execute(
            insert(launches).values(launch=papers.launch, name="", lookup_key="", root_key="", trust_version=0)
        )
        connection.execute(
            insert(stores).values(
                store=papers.store, launch=papers.launch, name="", city="", timezone="UTC", address=""
            )
        )
        open_feed(connection, papers.store)


def read_papers(content: bytes) -> HubEnrolment:
    """The file of `kiosk-central enrol --hub`. Raises CentralError."""
    try:
        return msgspec.json.decode(content, type=HubEnrolment)
    except (msgspec.DecodeError, RecursionError) as error:
        raise CentralError(
            f"The enrolment cannot be read ({error})", "It must be the file written by `kiosk-central enrol --hub`."
        ) from error

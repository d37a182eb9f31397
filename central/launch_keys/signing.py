"""Keys that sign codes, from their announcement to their end; each step is a list under a higher version, in every store.

A list is believed by terminals for its signature and only forward. A key stands in it from its announcement, is good from
`not_before` to `not_after`, and what it has signed is believed as long.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, func, select, update

from central.acts.ledger import ActKind, note
from central.codes import CODE_LASTS, add_signing_key, next_trust_list
from central.errors import CentralError
from central.feed import Change
from central.keys import SECRET, Chance
from central.launch_keys.root import column_of
from central.roster import publish_everywhere
from central.tables import launches, signing_keys
from kiosk.domain.clock import parse_utc, utc_text
from kiosk.domain.rows import row_body

ANNOUNCED_BEFORE = timedelta(days=7)
"""Default: long enough for a terminal that is off over a weekend."""
KEY_IDS = 256


@dataclass(frozen=True, slots=True)
class Standing:
    """One key, as `keys show` tells of it."""

    key_id: int
    public_key: str
    not_before: datetime
    not_after: datetime
    signs: bool
    """It is the one that signs codes now."""

    def state(self, now: datetime) -> str:
        if self.not_after <= now:
            return "over"
        if now < self.not_before:
            return "announced"
        return "signs" if self.signs else "believed"


def keys_of(connection: Connection, launch: int, now: datetime) -> list[Standing]:
    """All of the launch, oldest first. Raises CentralError."""
    column_of(connection, launch)
    found = connection.execute(
        select(signing_keys)
        .where(signing_keys.c.launch == launch)
        .order_by(signing_keys.c.not_before, signing_keys.c.public_key)
    ).all()
    good = [row for row in found if parse_utc(row.not_before) <= now < parse_utc(row.not_after)]
    newest = good[-1].public_key if good else ""
    return [
        Standing(
            row.key_id, row.public_key, parse_utc(row.not_before), parse_utc(row.not_after), row.public_key == newest
        )
        for row in found
    ]


def announce(
    connection: Connection,
    launch: int,
    now: datetime,
    starts: datetime | None = None,
    root: Ed25519PrivateKey | None = None,
    chance: Chance = SECRET,
) -> int:
    """Publish the next key, which signs from `starts` on; returns its number. Raises CentralError."""
    starts = starts or now + ANNOUNCED_BEFORE
    if starts < now - timedelta(minutes=1):  # `--from now` was said a moment ago
        raise CentralError("The next key cannot begin in the past", "Leave out --from, or give a time to come.")
    last = connection.execute(
        select(func.max(signing_keys.c.key_id)).where(signing_keys.c.launch == launch)
    ).scalar_one_or_none()
    key_id = ((last or 0) + 1) % KEY_IDS
    add_signing_key(connection, launch, key_id, starts, chance)
    publish_list(connection, launch, now, root)
    note(connection, ActKind.KEY_ANNOUNCED, now, subject=str(key_id), launch=launch, starts=utc_text(starts))
    return key_id


def retire(
    connection: Connection,
    launch: int,
    key_id: int,
    now: datetime,
    at: datetime | None = None,
    root: Ed25519PrivateKey | None = None,
) -> datetime:
    """From `at` on (default: when all that it has signed is over) the key is believed no more; returns when. Raises
    CentralError."""
    at = at or now + CODE_LASTS
    if at <= now:
        raise CentralError("That is a revocation", "Say `keys revoke` when it must be at once.")
    return _end(connection, launch, key_id, now, at, root)


def revoke(
    connection: Connection, launch: int, key_id: int, now: datetime, root: Ed25519PrivateKey | None = None
) -> None:
    """Now: no code that it has signed is believed where the new list is known. Raises CentralError when no other key is good,
    since then nobody could be given a new code."""
    _end(connection, launch, key_id, now, now, root)


def publish_list(connection: Connection, launch: int, now: datetime, root: Ed25519PrivateKey | None = None) -> int:
    """The list as it is now, under the next version, in every store; returns the version. Raises CentralError."""
    trust = next_trust_list(connection, launch, now, root)
    publish_everywhere(connection, launch, [Change("trust", "trust", row_body(trust))])
    return trust.version


def _end(
    connection: Connection, launch: int, key_id: int, now: datetime, at: datetime, root: Ed25519PrivateKey | None
) -> datetime:
    connection.execute(select(launches.c.launch).where(launches.c.launch == launch).with_for_update())
    standing = keys_of(connection, launch, now)
    mine = [one for one in standing if one.key_id == key_id and one.not_after > now]
    if not mine:
        raise CentralError(
            f"Launch {launch} has no key {key_id} that is believed", "`kiosk-central keys show` names all."
        )
    if not any(one.key_id != key_id and one.not_before <= now < one.not_after for one in standing):
        raise CentralError("No other key could sign codes then", "First `kiosk-central keys next --from now`.")
    ends = min(at, max(one.not_after for one in mine))
    connection.execute(
        update(signing_keys)
        .where(signing_keys.c.launch == launch, signing_keys.c.public_key.in_([one.public_key for one in mine]))
        .values(not_after=utc_text(ends))
    )
    publish_list(connection, launch, now, root)
    note(connection, ActKind.KEY_ENDED, now, subject=str(key_id), launch=launch, ends=utc_text(ends))
    return ends

"""The issuer: signs K1 codes, draws spoken codes and K0 codes, keeps the signing keys and the signed list of them.

Private keys lie in central's database, as the day's smallest installation needs it; the root key signs trust lists only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Row, insert, select, update

from central.errors import CentralError
from central.keys import SECRET, Chance, draw_key, key_of, private_text, public_text
from central.launch_keys.root import root_of
from central.tables import bookings, launches, signing_keys
from kiosk.domain import k1, short_code, trust
from kiosk.domain.clock import parse_utc, to_millis, utc_text
from kiosk.domain.code import k0_text, lookup_digest
from kiosk.domain.reservation import Reservation
from kiosk.domain.trust import TrustedKey, TrustList

CODE_LASTS = timedelta(days=30)
"""After the slot's end: covers every slot the customer could still be moved to."""
KEY_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Issuer:
    """All that is needed to print a launch's codes; reads nothing."""

    launch: int
    key_id: int
    key: Ed25519PrivateKey
    lookup_key: bytes

    def signed(self, reservation_id: str, store: int, not_after: datetime, generation: int = 0, flags: int = 0) -> str:
        """The K1 text of one reservation."""
        body = k1.K1Body(
            self.key_id, self.launch, store, int(reservation_id, 16), k1.minutes(not_after), generation, flags
        )
        return k1.encode(body, self.key.sign(k1.signing_bytes(body)))

    def code_of(self, reservation: Reservation) -> str:
        """The K1 text a customer of this reservation holds: printing it again gives the same."""
        not_after = reservation.slot.end + CODE_LASTS
        return self.signed(reservation.reservation_id, reservation.store, not_after, reservation.generation)

    def digest(self, text: str) -> str:
        """What the roster holds of a K0 or foreign code."""
        return lookup_digest(text, self.lookup_key)


def issuer(connection: Connection, launch: int, now: datetime) -> Issuer:
    """The issuer with the newest key that is good now. Raises CentralError."""
    keys = [row for row in _keys(connection, launch) if parse_utc(row.not_before) <= now < parse_utc(row.not_after)]
    if not keys:
        raise CentralError(f"Launch {launch} has no key that signs codes now", "Make one with `init`, check the clock.")
    key = max(keys, key=lambda row: (row.not_before, row.public_key))
    lookup_key = connection.execute(select(launches.c.lookup_key).where(launches.c.launch == launch)).scalar_one()
    return Issuer(launch, key.key_id, key_of(key.private_key), trust.from_base64url(lookup_key))


def add_signing_key(
    connection: Connection, launch: int, key_id: int, not_before: datetime, chance: Chance = SECRET
) -> None:
    key = draw_key(chance)
    connection.execute(
        insert(signing_keys).values(
            launch=launch,
            public_key=public_text(key),
            key_id=key_id,
            private_key=private_text(key),
            not_before=utc_text(not_before),
            not_after=utc_text(not_before + KEY_LASTS),
        )
    )


def next_trust_list(
    connection: Connection, launch: int, now: datetime, root: Ed25519PrivateKey | None = None
) -> TrustList:
    """Keys of the launch that are not over, signed by its root key, under the next version. `root`: from its file, where it
    was taken out. Raises CentralError."""
    row = connection.execute(select(launches).where(launches.c.launch == launch)).one()
    connection.execute(update(launches).where(launches.c.launch == launch).values(trust_version=row.trust_version + 1))
    keys = tuple(
        TrustedKey(key.key_id, key.public_key, parse_utc(key.not_before), parse_utc(key.not_after))
        for key in _keys(connection, launch)
        if now < parse_utc(key.not_after)
    )
    unsigned = TrustList(row.trust_version + 1, to_millis(now), keys)
    signature = root_of(row.root_key, root).sign(trust.signing_bytes(unsigned))
    return TrustList(unsigned.version, unsigned.issued_at, keys, trust.to_base64url(signature))


def _keys(connection: Connection, launch: int) -> list[Row[Any]]:
    found = select(signing_keys).where(signing_keys.c.launch == launch)
    return list(connection.execute(found.order_by(signing_keys.c.not_before, signing_keys.c.public_key)))


def short_codes(taken: Iterable[str], chance: Chance = SECRET) -> Callable[[], str]:
    """Draws spoken codes that nobody of the launch has, neither in `taken` nor drawn before."""
    used = set(taken)

    def draw() -> str:
        while True:
            code = short_code.from_random(int.from_bytes(chance(5)) >> 5)
            if code not in used:
                used.add(code)
                return code

    return draw


def taken_short_codes(connection: Connection, launch: int) -> list[str]:
    return list(connection.execute(select(bookings.c.short_code).where(bookings.c.launch == launch)).scalars())


def draw_reservation_id(chance: Chance = SECRET) -> str:
    """64 random bits: they cannot be guessed, and two alike are not to be expected."""
    return chance(8).hex()


def draw_k0(chance: Chance = SECRET) -> str:
    return k0_text(chance(16))

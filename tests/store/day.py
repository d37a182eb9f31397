"""A small fictional launch day with real keys: rows as central would send them, and codes as it would sign them."""

import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain import k1, short_code
from kiosk.domain.code import lookup_digest
from kiosk.domain.feed import EMPTY_HASH, FeedRow, Head, row_digest, shifted
from kiosk.domain.policy import Policy
from kiosk.domain.reservation import (
    Customer,
    LaunchRow,
    LookupCode,
    Product,
    Reservation,
    Slot,
    StoreRow,
    TerminalRow,
)
from kiosk.domain.rows import row_body
from kiosk.domain.trust import TrustedKey, TrustList, signing_bytes, to_base64url

NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
"""Twelve o'clock in the store, which is in Paris: the middle of the default slot."""
STORE, OTHER_STORE, LAUNCH, KEY_ID = 12, 13, 3, 5
LOOKUP_KEY = b"\x07" * 32
ROOT = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
SIGNER = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
DB_KEY = b"\x0b" * 32


def public(key: Ed25519PrivateKey) -> str:
    return to_base64url(key.public_key().public_bytes_raw())


ROOT_KEY = public(ROOT)


def trust_list(version: int = 1, root: Ed25519PrivateKey = ROOT, *signers: Ed25519PrivateKey) -> TrustList:
    keys = tuple(
        TrustedKey(KEY_ID, public(key), NOON - timedelta(days=30), NOON + timedelta(days=30))
        for key in signers or (SIGNER,)
    )
    unsigned = TrustList(version, NOON - timedelta(days=8), keys)
    return replace(unsigned, signature=to_base64url(root.sign(signing_bytes(unsigned))))


def k1_text(
    number: int,
    *,
    launch: int = LAUNCH,
    store: int = 0,
    generation: int = 0,
    flags: int = 0,
    not_after: datetime = NOON + timedelta(days=3),
    signer: Ed25519PrivateKey = SIGNER,
) -> str:
    body = k1.K1Body(KEY_ID, launch, store, number, k1.minutes(not_after), generation, flags)
    return k1.encode(body, signer.sign(k1.signing_bytes(body)))


def reservation_id(number: int) -> str:
    return f"{number:016x}"


def reservation(number: int, **changes: Any) -> Reservation:
    booked = Reservation(
        reservation_id=reservation_id(number),
        launch=LAUNCH,
        store=STORE,
        slot=Slot(NOON - timedelta(minutes=30), NOON + timedelta(minutes=30)),
        sku="AUR-41",
        customer=Customer(name="Éloïse Martin-Dœuvre", phone_last4="4821"),
        short_code=short_code.from_random(number % (1 << short_code.RANDOM_BITS)),
        codes=(LookupCode(lookup_digest(foreign_text(number), LOOKUP_KEY)),),
    )
    return replace(booked, **changes)


def foreign_text(number: int) -> str:
    return f"https://shop.example/pickup/{number}"


@dataclass
class Feed:
    """Central's feed of one store, in memory: rows at their last change."""

    epoch: str = "epoch-1"
    seq: int = 0
    rows: dict[tuple[str, str], FeedRow] = field(default_factory=dict[tuple[str, str], FeedRow])

    def put(self, kind: str, key: str, body: dict[str, Any] | None) -> FeedRow:
        self.seq += 1
        row = self.rows[kind, key] = FeedRow(self.seq, kind, key, body, row_digest(kind, key, body))
        return row

    def put_row(self, kind: str, key: str, row: object) -> FeedRow:
        return self.put(kind, key, row_body(row))

    def book(self, *reservations: Reservation) -> None:
        for one in reservations:
            self.put_row("reservation", one.reservation_id, one)

    def furnish(self, policy: Policy | None = None) -> None:
        """Everything but reservations."""
        self.put_row("launch", str(LAUNCH), LaunchRow(LAUNCH, "Aurelia One", to_base64url(LOOKUP_KEY)))
        self.put_row("policy", "policy", policy or Policy())
        self.put_row("store", str(STORE), StoreRow(STORE, "Aurelia Opéra", "Paris", "Europe/Paris"))
        self.put_row("store", str(OTHER_STORE), StoreRow(OTHER_STORE, "Aurelia Lyon", "Lyon", "Europe/Paris"))
        self.put_row("terminal", "t-a", TerminalRow("t-a", "Entrance A", "A"))
        self.put_row("terminal", "t-b", TerminalRow("t-b", "Entrance B", "B"))
        self.put_row("product", "AUR-41", Product("AUR-41", "Aurelia One", size="41 mm"))
        self.put_row("trust", "trust", trust_list())

    def head(self) -> Head:
        live = [row for row in self.rows.values() if row.body is not None]
        total = EMPTY_HASH
        for row in live:
            total = shifted(total, "", row.digest)
        return Head(self.seq, dict(Counter(row.kind for row in live)), total)

    def pages(self, cursor: int = 0, limit: int = 2000) -> Iterator[tuple[int, list[FeedRow], Head | None]]:
        """(cursor, rows, head) as the wire carries them."""
        rows = sorted((row for row in self.rows.values() if row.seq > cursor), key=lambda row: row.seq)
        for at in range(0, len(rows), limit):
            page = rows[at : at + limit]
            last = at + limit >= len(rows)
            yield (self.seq if last else page[-1].seq), page, (self.head() if last else None)
        if not rows:
            yield self.seq, [], self.head()


def token() -> str:
    return secrets.token_hex(16)

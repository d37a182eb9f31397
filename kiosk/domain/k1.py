"""The signed code's bytes: `K1:` + Base45(body 20 B | Ed25519 signature 64 B), 129 characters. Checks no signature.

The layout is docs/protocol.md, "Codes"; published vectors stand in tests/vectors/codes/k1.json. Central signs
`signing_bytes` and prints `encode`; terminals read with `decode`.
"""

import re
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import base45

PREFIX = "K1:"
FORMAT = 1
CONTEXT = b"launch-kiosk/K1\0"
"""Signed before the body, so that a signature made for another purpose is never one of a code."""
TRAINING = 0x01
STAFF_BADGE = 0x02
BODY_SIZE = 20
SIGNATURE_SIZE = 64
TEXT_LENGTH = 129

_LAYOUT = struct.Struct(">BBHHQIBB")
_DIGITS = re.compile(r"[0-9A-Z $%*+\-./:]*", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CALENDAR = datetime(9999, 12, 31, 23, 59, tzinfo=UTC) - _EPOCH


@dataclass(frozen=True, slots=True)
class K1Body:
    key_id: int
    launch: int
    store: int
    """0: any store of the launch."""
    reservation: int
    """64 random bits."""
    not_after_min: int
    """Minutes since 1970 UTC; the code is good up to and including that instant."""
    generation: int = 0
    flags: int = 0

    @property
    def not_after(self) -> datetime:
        """Four bytes of minutes reach into the year 10136: whatever lies beyond the calendar is its last instant."""
        return _EPOCH + min(timedelta(minutes=self.not_after_min), _CALENDAR)

    @property
    def training(self) -> bool:
        return bool(self.flags & TRAINING)

    @property
    def badge(self) -> bool:
        return bool(self.flags & STAFF_BADGE)


@dataclass(frozen=True, slots=True)
class SignedBody:
    body: K1Body
    message: bytes
    """What must have been signed: made from the bytes read, not from the fields."""
    signature: bytes


def body_bytes(body: K1Body) -> bytes:
    """The 20 bytes, big-endian. Raises ValueError when a field does not fit its width."""
    try:
        return _LAYOUT.pack(
            FORMAT,
            body.key_id,
            body.launch,
            body.store,
            body.reservation,
            body.not_after_min,
            body.generation,
            body.flags,
        )
    except struct.error as error:
        raise ValueError(f"K1 body: {error}") from error


def signing_bytes(body: K1Body) -> bytes:
    """What the launch's key signs."""
    return CONTEXT + body_bytes(body)


def encode(body: K1Body, signature: bytes) -> str:
    """The code's text. Raises ValueError when the signature has not 64 bytes."""
    if len(signature) != SIGNATURE_SIZE:
        raise ValueError(f"an Ed25519 signature has {SIGNATURE_SIZE} bytes, not {len(signature)}")
    return PREFIX + base45.b45encode(body_bytes(body) + signature).decode("ascii")


def minutes(instant: datetime) -> int:
    """An instant as `not_after_min`, rounded down."""
    return (instant - _EPOCH) // timedelta(minutes=1)


def looks_like(text: str) -> bool:
    """Whether a cleaned text is a K1 code or was one before it was damaged: then it must not pass as a foreign code."""
    if text[: len(PREFIX)].upper() == PREFIX:
        return True
    digits = TEXT_LENGTH - len(PREFIX)
    return digits <= len(text) <= TEXT_LENGTH + 1 and _payload(text[-digits:]) is not None


def decode(text: str) -> SignedBody | None:
    """Body and signature of a K1 text; None when length, alphabet, size or format is wrong."""
    if len(text) != TEXT_LENGTH or not text.startswith(PREFIX):
        return None
    payload = _payload(text[len(PREFIX) :])
    if payload is None or payload[0] != FORMAT:
        return None
    raw = payload[:BODY_SIZE]
    _, key_id, launch, store, reservation, not_after_min, generation, flags = _LAYOUT.unpack(raw)
    body = K1Body(key_id, launch, store, reservation, not_after_min, generation, flags)
    return SignedBody(body, CONTEXT + raw, payload[BODY_SIZE:])


def _payload(digits: str) -> bytes | None:
    """The 84 bytes behind the prefix. The alphabet is checked here: the library forgives a trailing line feed."""
    if not _DIGITS.fullmatch(digits):
        return None
    try:
        payload = base45.b45decode(digits)
    except ValueError:
        return None
    return payload if len(payload) == BODY_SIZE + SIGNATURE_SIZE else None

"""How a new terminal and central agree on six digits that nobody between them can steer. Pure; both sides run it.

The terminal commits to a number it has drawn, central answers with its own, then the terminal shows its number: whoever
sits between must choose what it tells one side before it knows what the other side will say, and is left with one guess in
a million (Vaudenay, "Secure Communications over Insecure Channels Based on Short Authenticated Strings", 2005; as numeric
comparison in Bluetooth and SAS in ZRTP, RFC 6189). docs/protocol.md, "Enrolment", changes with it.
"""

import hashlib
import hmac
from dataclasses import asdict, dataclass

from kiosk.domain.event import canonical
from kiosk.domain.trust import to_base64url

DIGITS = 6
_TAG = b"launch-kiosk/enrolment/"


@dataclass(frozen=True, slots=True)
class Opening:
    """What the terminal says first, with what it knows from the code. Texts of bytes are base64url."""

    invitation_id: str
    authority: str
    """`invitation.fingerprint` of the authority it believes."""
    servers: tuple[str, ...]
    device_key: str
    """Ed25519 public key that stays with the terminal."""
    ephemeral_key: str
    """X25519 public key of this one enrolment: the enrolment is sealed to it."""
    commitment: str
    """`commitment` of the number it will show."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What central says to it."""

    nonce: str
    """32 random bytes, drawn after the commitment was there."""
    receipt_key: str
    """Ed25519 public key of central: it will sign what is handed out."""
    store: int
    name: str


def secret_hash(secret: bytes) -> bytes:
    """What central keeps of an invitation's secret, and the key of both proofs."""
    return hashlib.sha256(_TAG + b"secret\0" + secret).digest()


def commitment(nonce: bytes) -> str:
    return to_base64url(hashlib.sha256(_TAG + b"commitment\0" + nonce).digest())


def opening_proof(key: bytes, opening: Opening) -> str:
    """That the terminal knows the secret, and means this central: HMAC-SHA256."""
    return _mac(key, b"opening\0", canonical(asdict(opening)))


def reply_proof(key: bytes, opening: Opening, reply: Reply) -> str:
    """That central knows the secret, and answers to this."""
    return _mac(key, b"reply\0", canonical([asdict(opening), asdict(reply)]))


def transcript(opening: Opening, reply: Reply, nonce: bytes) -> bytes:
    """32 bytes over everything that was said; `nonce` is the terminal's number."""
    said = canonical([asdict(opening), asdict(reply), to_base64url(nonce)])
    return hashlib.sha256(_TAG + b"transcript\0" + said).digest()


def digits(transcript: bytes) -> str:
    """The six that both screens show."""
    number = int.from_bytes(hashlib.sha256(_TAG + b"digits\0" + transcript).digest())
    return f"{number % 10**DIGITS:0{DIGITS}}"


def reveal_bytes(transcript: bytes) -> bytes:
    """What the device key signs: that it is there, and in this very enrolment."""
    return _TAG + b"reveal\0" + transcript


def handing_bytes(transcript: bytes, sealed: str) -> bytes:
    """What central's receipt key signs."""
    return _TAG + b"handing\0" + transcript + sealed.encode()


def seal_info(transcript: bytes) -> bytes:
    """HPKE's `info` (RFC 9180): what is sealed in one enrolment opens in no other."""
    return _TAG + b"sealed\0" + transcript


def _mac(key: bytes, purpose: bytes, said: bytes) -> str:
    return to_base64url(hmac.digest(key, _TAG + purpose + said, "sha256"))

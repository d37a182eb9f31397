"""The messages of an enrolment by code, both directions. Frozen dataclasses, no I/O; `docs/protocol.md` is their text.

Bytes are base64url without padding. What is signed and proven is `kiosk.domain.handshake`.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Authority:
    """GET /v1/enrolment/{invitation_id}: asked on a line that proves nothing, and compared with the code."""

    ca_pem: str


@dataclass(frozen=True)
class Begin:
    """POST /v1/enrolment/{invitation_id}/begin. The same once more gets the same answer."""

    device_key: str
    ephemeral_key: str
    commitment: str
    proof: str


@dataclass(frozen=True)
class Begun:
    nonce: str
    receipt_key: str
    store: int
    name: str
    proof: str


@dataclass(frozen=True)
class Reveal:
    """POST /v1/enrolment/{invitation_id}/reveal, and again until the supervisor has confirmed."""

    nonce: str
    signature: str
    """By the device key, over the transcript."""


class Stage(StrEnum):
    WAITING = "waiting"
    """For the supervisor at central."""
    READY = "ready"


@dataclass(frozen=True)
class Standing:
    stage: Stage
    sealed: str = ""
    """The `Enrolment` as JSON, sealed to the ephemeral key."""
    signature: str = ""
    """By central's receipt key, over the transcript and `sealed`."""

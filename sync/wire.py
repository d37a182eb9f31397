"""The messages between terminal and central, both directions. Frozen dataclasses, no I/O; `docs/protocol.md` is their text.

Central builds its OpenAPI document from these classes; terminals read and write them with msgspec.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from kiosk.domain.clock import utc_text
from kiosk.domain.event import canonical
from kiosk.domain.feed import FeedRow, Head
from kiosk.domain.revocation import Revocation

PROTOCOL = 1
"""Sent in both directions as the header `Kiosk-Protocol`; a reply without it is not central (a captive portal)."""
PROTOCOL_HEADER = "Kiosk-Protocol"
TIME_HEADER = "Kiosk-Time"
"""Central's clock when it answered, RFC 3339 with milliseconds."""
REPORT_HEADER = "Kiosk-Report"
ROTATION_HEADER = "Kiosk-Token"
SIGNATURE_HEADER = "Kiosk-Signature"
"""`due` in an answer: the terminal should fetch another token."""
MAX_BATCH = 200
MAX_PAGE = 2000
MAX_WAIT_S = 25


@dataclass(frozen=True)
class Relayed:
    """What a hub adds to its pages: how far central is behind it."""

    hub_id: str
    online: bool
    """Whether the hub reaches central."""
    unsent: int
    """Events of the asking terminal that the hub holds and central has not acknowledged."""


@dataclass(frozen=True)
class FeedPage:
    """GET /v1/stores/{store}/feed?epoch=&cursor=&limit=&wait="""

    epoch: str
    """Random per central database. Another one than asked for: rows start again from cursor 0."""
    cursor: int
    """Ask with this next."""
    rows: list[FeedRow]
    head: Head | None
    """Set when `cursor` is central's head: the copy can be proven whole."""
    after: int
    """The rows are those after this: the cursor that was asked with, 0 in another epoch. Tells the answer to another
    question, which somebody between kept, from one's own."""
    relay: Relayed | None = None
    """Set by a hub, with every page that has a head."""


@dataclass(frozen=True)
class Report:
    """What a terminal says of itself: JSON in the header `Kiosk-Report` of its requests for the feed."""

    version: str
    unsent: int
    """Own events that central has not acknowledged, as far as the terminal knows."""
    free_mb: int = -1
    """Of the disk its data lies on; -1: it does not know."""
    camera: str = ""
    """How its camera is: `none` (a hand scanner is enough), `off` (no window is open), or a state of the scanner's (`starting`, `live`,
    `no_camera`, `stalled`, `failed`); empty: it does not know. Other words are for terminals to come."""


class AnswerKind(StrEnum):
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    GAP = "gap"
    """Not stored: events before this one are missing; send from `expected_seq`."""
    FORK = "fork"
    """Not stored: this (incarnation, seq) is already there with another event."""


FINAL_ANSWERS = frozenset({AnswerKind.ACCEPTED, AnswerKind.DUPLICATE, AnswerKind.CONFLICT, AnswerKind.REJECTED})


@dataclass(frozen=True)
class Answer:
    event_id: str
    answer: AnswerKind
    reason: str = ""
    expected_seq: int | None = None


@dataclass(frozen=True)
class EventBatch:
    """POST /v1/stores/{store}/events. All of one terminal and incarnation, in order of `seq`."""

    terminal_id: str
    incarnation: str
    events: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Event wire objects (kiosk.domain.event.Event.to_wire)."""


def batch_bytes(store: int, body: bytes) -> bytes:
    """What a terminal's device key signs of a batch, in the header `Kiosk-Signature` (base64url): the body as it travels, to
    the store it is sent to."""
    return b"launch-kiosk/batch\0" + f"{store}\0".encode() + body


@dataclass(frozen=True)
class Receipt:
    """A server's signed word that it holds everything up to `last_seq` of this incarnation."""

    terminal_id: str
    incarnation: str
    last_seq: int
    head_hash: str
    at: datetime
    signature: str
    """Ed25519 over the canonical JSON of the other fields (`receipt_bytes`), base64url without padding."""
    issuer: str = ""
    """Whose word it is: empty for central's, else the id of the hub that holds the events, and perhaps alone."""


def receipt_bytes(receipt: Receipt) -> bytes:
    """What the receipt's signature is over: canonical JSON of the fields besides it, `at` as `utc_text`, `issuer` only
    where there is one."""
    signed: dict[str, Any] = {
        "terminal_id": receipt.terminal_id,
        "incarnation": receipt.incarnation,
        "last_seq": receipt.last_seq,
        "head_hash": receipt.head_hash,
        "at": utc_text(receipt.at),
    }
    return canonical(signed | {"issuer": receipt.issuer} if receipt.issuer else signed)


@dataclass(frozen=True)
class BatchAnswer:
    epoch: str
    answers: list[Answer]
    last_seq: int
    """Highest gapless seq central holds of this incarnation."""
    receipt: Receipt


@dataclass(frozen=True)
class Problem:
    """Body of every error answer (4xx, 5xx)."""

    error: str
    """A word for programs: `unauthorized`, `revoked`, `wrong_store`, `wrong_terminal`, `unknown_store`, `not_found`, `too_large`,
    `bad_request`, `busy`, `not_ready`, `internal`."""
    message: str
    """What, where and what to do, for people."""


@dataclass(frozen=True)
class Withdrawn(Problem):
    """401. With `revoked`: this token was this terminal's, and here is central's signed word that it is withdrawn."""

    revocation: Revocation | None = None


@dataclass(frozen=True)
class Health:
    """GET /v1/health: is this central, and which one?"""

    status: str
    """`ok`: the database was read just now."""
    epoch: str
    protocol: int


@dataclass(frozen=True)
class Enrolment:
    """What a terminal is given once; the file or QR of `kiosk-central enrol`."""

    servers: list[str]
    store: int
    launch: int
    terminal_id: str
    name: str
    letter: str
    token: str
    root_key: str
    """Ed25519 public key that signs trust lists, base64url."""
    receipt_key: str
    """Ed25519 public key that signs receipts, base64url."""
    ca_pem: str = ""
    pin_pepper: str = ""
    """What the store's PINs are compared under, base64url; empty where central has no key file: then nobody has a PIN."""
    sealing_key: str = ""
    """X25519 public key of central, base64url: what this terminal may have to leave behind is sealed to it. Empty: enrolled
    by an older central."""


@dataclass(frozen=True)
class NewToken:
    """POST /v1/stores/{store}/token: both are good until the terminal has used this one."""

    token: str


@dataclass(frozen=True)
class HubEnrolment:
    """What a hub is given once; the file of `kiosk-central enrol --hub`."""

    servers: list[str]
    store: int
    launch: int
    hub_id: str
    name: str
    token: str
    root_key: str
    receipt_key: str
    """Central's; the hub draws a key of its own for its own receipts."""
    ca_pem: str = ""


@dataclass(frozen=True)
class HubCall:
    """PUT /v1/stores/{store}/hub: a hub says where it is found. Central publishes it, signed, as a row of kind `hub`."""

    receipt_key: str
    """Ed25519 public key of the hub's receipts, base64url."""
    addresses: list[str]


@dataclass(frozen=True)
class TerminalPass:
    """By what a hub knows a terminal of its store."""

    terminal_id: str
    name: str
    letter: str
    token_sha256: str
    """Of the terminal's token, hex."""
    next_token_sha256: str = ""
    """Of a token that it was offered and has not used at central yet, hex; both are good. Empty: none."""
    revoked_at: str = ""
    """From then on the token opens nothing; empty: good."""
    revocation: Revocation | None = None
    """Central's signed word of it, for the hub to hand on."""
    station: str = ""
    """What its token is held to; empty: nothing."""
    device_key: str = ""
    """Ed25519 public key, base64url, that its batches must be signed with; empty: it was enrolled without one."""


@dataclass(frozen=True)
class Passes:
    """The answer to a `HubCall`: every terminal of the store, revoked ones too."""

    terminals: list[TerminalPass]

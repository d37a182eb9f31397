"""A new terminal's side of an enrolment by code: finds central, proves the code, shows six digits, takes what it is given.

Every way it can fail is a Fault that says what to do. What is said and proven is `kiosk.domain.handshake`; central's side is
`central/enrolment/answering.py`. Nothing is kept here: that is the caller's.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from kiosk.domain import handshake
from kiosk.domain.handshake import Opening, Reply
from kiosk.domain.invitation import Invitation, fingerprint
from kiosk.domain.trust import from_base64url, signed_by, to_base64url
from kiosk.errors import ConfigError, Fault
from sync.enrolment_wire import Authority, Begin, Begun, Reveal, Stage, Standing
from sync.http import Client
from sync.outcome import Outcome, Reached, Refused, Untrusted
from sync.wire import Enrolment

T = TypeVar("T")

WHAT = "enrol this terminal"
BETWEEN = "Somebody may sit between this terminal and central: look at the network, then ask for a new code"
LINE = "Check the network and that central runs, then use the same code again"


class Line(Protocol):
    """`sync.http.Client`, as far as an enrolment needs it."""

    def enrolment_authority(self, invitation_id: str) -> Outcome[Authority]: ...

    def enrolment_begin(self, invitation_id: str, said: Begin) -> Outcome[Begun]: ...

    def enrolment_reveal(self, invitation_id: str, said: Reveal) -> Outcome[Standing]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Digits:
    """What the terminal shows to be compared, and as whom central is about to let it in."""

    digits: str
    name: str
    store: int


def enrol_by_code(
    invitation: Invitation,
    device: Ed25519PrivateKey,
    agree: Callable[[Digits], bool],
    wait: Callable[[], None],
    *,
    open_line: Callable[[Invitation, str | None], Line] | None = None,
) -> Enrolment:
    """`agree` shows the digits and asks the person at this terminal; `wait` pauses between two questions to central.

    Raises Fault. `open_line`: to central, believing the authority of that PEM; None: whoever answers.
    """
    open_line = open_line or _client
    ca_pem = _authority(invitation, open_line)
    line = open_line(invitation, ca_pem)
    try:
        return _enrolled(invitation, device, agree, wait, line)
    finally:
        line.close()


def _client(invitation: Invitation, ca_pem: str | None) -> Client:
    try:
        return Client(invitation.servers, 0, "", ca_pem or "", unproven=ca_pem is None)
    except ConfigError as error:
        raise Fault(WHAT, "Ask for a new code: `kiosk-central terminal invite`", error) from error


def _authority(invitation: Invitation, open_line: Callable[[Invitation, str | None], Line]) -> str:
    """PEM, from whoever answers; the code says whether it is the right one."""
    line = open_line(invitation, None)
    try:
        ca_pem = _reply(line.enrolment_authority(invitation.invitation_id)).ca_pem
    finally:
        line.close()
    if fingerprint(ca_pem) != invitation.authority:
        raise Fault(WHAT, BETWEEN, "whoever answers at central's address is not whom the code names")
    return ca_pem


def _enrolled(
    invitation: Invitation,
    device: Ed25519PrivateKey,
    agree: Callable[[Digits], bool],
    wait: Callable[[], None],
    line: Line,
) -> Enrolment:
    ephemeral, nonce = X25519PrivateKey.generate(), secrets.token_bytes(32)
    opening = Opening(
        invitation.invitation_id,
        invitation.authority,
        invitation.servers,
        to_base64url(device.public_key().public_bytes_raw()),
        to_base64url(ephemeral.public_key().public_bytes_raw()),
        handshake.commitment(nonce),
    )
    key = handshake.secret_hash(invitation.secret)
    proof = handshake.opening_proof(key, opening)
    begin = Begin(opening.device_key, opening.ephemeral_key, opening.commitment, proof)
    begun = _reply(_twice(lambda: line.enrolment_begin(invitation.invitation_id, begin)))
    reply = Reply(begun.nonce, begun.receipt_key, begun.store, begun.name)
    if begun.proof != handshake.reply_proof(key, opening, reply):
        raise Fault(WHAT, BETWEEN, "whoever answers does not know the code")
    script = handshake.transcript(opening, reply, nonce)
    reveal = Reveal(to_base64url(nonce), to_base64url(device.sign(handshake.reveal_bytes(script))))
    standing = _reply(_twice(lambda: line.enrolment_reveal(invitation.invitation_id, reveal)))
    if not agree(Digits(handshake.digits(script), begun.name, begun.store)):
        raise Fault(WHAT, BETWEEN, "the six digits are not the same on both screens")
    while standing.stage is not Stage.READY:
        wait()
        outcome = line.enrolment_reveal(invitation.invitation_id, reveal)
        # A line that breaks while we wait says nothing: the invitation's own end ends this.
        if isinstance(outcome, Reached | Refused):
            standing = _reply(outcome)
    return _opened(standing, script, begun.receipt_key, ephemeral)


def _opened(standing: Standing, script: bytes, receipt_key: str, ephemeral: X25519PrivateKey) -> Enrolment:
    if not signed_by(receipt_key, standing.signature, handshake.handing_bytes(script, standing.sealed)):
        raise Fault(WHAT, BETWEEN, "what was handed out is not signed by central")
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    try:
        content = suite.decrypt(from_base64url(standing.sealed), ephemeral, handshake.seal_info(script))
        enrolment = msgspec.json.decode(content, type=Enrolment)
    except (InvalidTag, ValueError, msgspec.DecodeError) as error:
        raise Fault(WHAT, BETWEEN, "what was handed out is not for this terminal") from error
    if enrolment.receipt_key != receipt_key:
        raise Fault(WHAT, BETWEEN, "what was handed out names another central")
    return enrolment


def _twice(ask: Callable[[], Outcome[T]]) -> Outcome[T]:
    """An answer that was lost is asked for once more: central gives the same one."""
    outcome = ask()
    return outcome if isinstance(outcome, Reached | Refused) else ask()


def _reply(outcome: Outcome[T]) -> T:
    if isinstance(outcome, Reached):
        return outcome.reply
    if isinstance(outcome, Refused) and outcome.problem is not None and outcome.status < 500:
        raise Fault(WHAT, outcome.problem.message.rstrip("."), "central says no")
    raise Fault(WHAT, BETWEEN if isinstance(outcome, Untrusted) else LINE, outcome.detail)

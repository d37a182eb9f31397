"""Central's signed word that a terminal is withdrawn. A bare 401 is never that: a token that central has lost gets one too.

It names one terminal, and a terminal enrolled anew has another id: so it needs no end, and may be handed on by anybody.
"""

from dataclasses import dataclass

from kiosk.domain.event import canonical
from kiosk.domain.trust import signed_by


@dataclass(frozen=True)
class Revocation:
    terminal_id: str
    store: int
    at: str
    """When it was withdrawn, as `utc_text` writes it: the text is what is signed."""
    sealing_key: str
    """X25519 public key of central, base64url: what the terminal still owes is sealed to it."""
    signature: str = ""
    """Ed25519 by the key of central's receipts over `signing_bytes`, base64url."""


def signing_bytes(revocation: Revocation) -> bytes:
    """A fixed text in front, so that no receipt can be taken for it; then the canonical JSON of the other fields."""
    body = {
        "terminal_id": revocation.terminal_id,
        "store": revocation.store,
        "at": revocation.at,
        "sealing_key": revocation.sealing_key,
    }
    return b"launch-kiosk/revocation\0" + canonical(body)


def proven(revocation: Revocation, terminal_id: str, store: int, receipt_key: str) -> bool:
    """Whether it is of this terminal, and signed by the central that enrolled it (its key as enrolled, never a hub's)."""
    if (revocation.terminal_id, revocation.store) != (terminal_id, store):
        return False
    return signed_by(receipt_key, revocation.signature, signing_bytes(revocation))

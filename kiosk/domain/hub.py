"""A hub of the store, as central vouches for it: where it is found, and the key that checks its receipts.

Signed by the launch's root key, as the trust list is: terminals read the feed from hubs too, and a hub must not be able to
name another one.
"""

from dataclasses import dataclass

from kiosk.domain.event import canonical
from kiosk.domain.trust import signed_by


@dataclass(frozen=True, slots=True)
class HubRow:
    hub_id: str
    name: str
    addresses: tuple[str, ...]
    """`https://name:port`, in order of preference."""
    receipt_key: str
    """Ed25519 public key, base64url."""
    signature: str = ""
    """Ed25519 by the launch's root key over `signing_bytes`, base64url."""


def signing_bytes(hub: HubRow) -> bytes:
    """A fixed text in front, so that no trust list can be taken for a hub; then the canonical JSON of the other fields."""
    body = {
        "hub_id": hub.hub_id,
        "name": hub.name,
        "addresses": list(hub.addresses),
        "receipt_key": hub.receipt_key,
    }
    return b"launch-kiosk/hub\0" + canonical(body)


def verify(hub: HubRow, root_public_key: str) -> bool:
    """Whether the launch's root key signed this row. False too for keys or signatures that are none."""
    return signed_by(root_public_key, hub.signature, signing_bytes(hub))

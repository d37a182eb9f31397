"""The text of an invitation: what a new terminal scans or has typed to find central, know it, and be let in once. Pure.

`KE1:` and base32 (RFC 4648, no padding) of: id (6 bytes), secret (12), authority (16), the servers' addresses (UTF-8, one a
line, `https://` left out), check (3: the first bytes of the SHA-256 of all before). QR's alphanumeric mode; docs/protocol.md,
"Enrolment", changes with it.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

ID_BYTES, SECRET_BYTES, AUTHORITY_BYTES, CHECK_BYTES = 6, 12, 16, 3
PREFIX = "KE1:"
GROUP = 5
"""Characters between two spaces, where a person types it."""
MAX_CHARACTERS = 1200
_TLS = "https://"
_HEAD = ID_BYTES + SECRET_BYTES + AUTHORITY_BYTES


class NoInvitation(ValueError):
    """The text is none; the message says what to look at."""


@dataclass(frozen=True, slots=True)
class Invitation:
    invitation_id: str
    """12 hex digits."""
    secret: bytes
    authority: str
    """`fingerprint` of the authority that central's certificate is of."""
    servers: tuple[str, ...]


def fingerprint(ca_pem: str) -> str:
    """32 hex digits: the first half of the SHA-256 of an authority's PEM text. Zeros for none: a server on this machine."""
    if not ca_pem:
        return "00" * AUTHORITY_BYTES
    return hashlib.sha256(ca_pem.encode()).hexdigest()[: 2 * AUTHORITY_BYTES]


def write(invitation: Invitation) -> str:
    """As it stands in the QR symbol."""
    named = "\n".join(server.removeprefix(_TLS) for server in invitation.servers)
    body = bytes.fromhex(invitation.invitation_id) + invitation.secret + bytes.fromhex(invitation.authority)
    body += named.encode()
    return PREFIX + base64.b32encode(body + _check(body)).decode().rstrip("=")


def typed(text: str) -> str:
    """The same in groups, for a person."""
    rest = text.removeprefix(PREFIX)
    return PREFIX + " " + " ".join(rest[at : at + GROUP] for at in range(0, len(rest), GROUP))


def looks_like(text: str) -> bool:
    return text.strip().upper().startswith(PREFIX)


def read(text: str) -> Invitation:
    """In either case, with spaces and dashes anywhere; 0, 1 and 8 are taken for O, I and B. Raises NoInvitation."""
    if len(text) > 2 * MAX_CHARACTERS or not looks_like(text):
        raise NoInvitation(f"An enrolment code begins with {PREFIX}")
    rest = re.sub(r"[\s-]", "", text.strip()[len(PREFIX) :]).upper().translate(str.maketrans("018", "OIB"))
    try:
        body = base64.b32decode(rest + "=" * (-len(rest) % 8))
    except (binascii.Error, ValueError):
        raise NoInvitation(
            "The enrolment code has a character that is none: compare it with central's screen"
        ) from None
    body, check = body[:-CHECK_BYTES], body[-CHECK_BYTES:]
    if len(body) <= _HEAD or check != _check(body):
        raise NoInvitation("The enrolment code is not whole, or a character is wrong: compare it with central's screen")
    try:
        named = body[_HEAD:].decode().split("\n")
    except UnicodeDecodeError:
        raise NoInvitation("The enrolment code names no server") from None
    return Invitation(
        body[:ID_BYTES].hex(),
        body[ID_BYTES : ID_BYTES + SECRET_BYTES],
        body[ID_BYTES + SECRET_BYTES : _HEAD].hex(),
        tuple(server if "://" in server else _TLS + server for server in named),
    )


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:CHECK_BYTES]

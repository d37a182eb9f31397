"""What a scanned text is: K1 (signed), K0 (unsigned short form), a spoken code, or a foreign code. Pure.

Everything that needs no roster is decided here, in the order of docs/protocol.md, "Codes" (layout and order change
together with `k1.py`). Never raises on any text, and never returns the text: a foreign code leaves only its keyed digest.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk.domain import k1, short_code
from kiosk.domain.trust import TrustedKey, TrustList, from_base64url, verifies

MAX_BYTES = 2048
"""Of a text's UTF-8 form. No code of ours or of a retailer is longer; a QR code could carry 2,953 bytes."""

_AROUND = (
    "".join(
        character
        for character in map(chr, range(0x3001))
        if character.isspace() or character <= " " or "\x7f" <= character <= "\xa0"
    )
    + "\u200b\u2060\ufeff"
)
"""White space, control characters and what takes no room."""
_PREFIX = re.compile(rf"\A(?:\][A-Za-z][0-9A-Za-z]|\\[0-9]{{6}}|[{re.escape(_AROUND)}])+")
_NEVER_TEXT = re.compile(r"[\x00-\x03\x05-\x08\x0b\x0c\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffd]")
"""Control characters but those that barcode standards (GS1, ISO 15434) and cards (vCard) use inside a text; halves of
characters, and the mark of bytes that could not be read."""
_K0 = re.compile(r"\AK0:([A-Z2-7]{26})\Z", re.IGNORECASE | re.ASCII)


class CodeForm(StrEnum):
    SIGNED = "signed"
    """K1"""
    LOOKUP = "lookup"
    """K0 or foreign: only its keyed digest is looked up"""
    SHORT = "short"
    """the spoken code of eight characters, typed"""


class CodeFault(StrEnum):
    MALFORMED = "malformed"
    FORGED = "forged"
    EXPIRED = "expired"
    OTHER_LAUNCH = "other_launch"
    OTHER_STORE = "other_store"
    SEVERAL = "several"
    UNCHECKABLE = "uncheckable"
    """Signed, but this terminal holds no trust list, or its clock stands before the key's first day: no judgement."""


@dataclass(frozen=True, slots=True)
class Code:
    """A text after all checks that need no roster. `fault` None means: look it up."""

    form: CodeForm
    fault: CodeFault | None = None
    reservation_id: str = ""
    store: int = 0
    generation: int = 0
    """LOOKUP: that of the roster's LookupCode, filled in by whoever looked it up."""
    not_after: datetime | None = None
    training: bool = False
    badge: bool = False
    lookup: str = ""
    """LOOKUP: hex HMAC-SHA256 of the canonical text under the launch's lookup key. SHORT: the canonical 8 characters."""
    digest: str = ""
    """SHORT: the text's lookup digest as well, because a retailer's own code may look like a spoken one."""


def read_code(text: str, trust: TrustList | None, *, launch: int, store: int, lookup_key: bytes, now: datetime) -> Code:
    """The code of one scanned or typed text. `trust` is a list that `trust.verify` has let pass."""
    cleaned = clean(text)
    if not cleaned or not _is_text(cleaned):
        return Code(CodeForm.LOOKUP, CodeFault.MALFORMED)
    if k1.looks_like(cleaned):
        return _read_signed(cleaned, trust, launch, store, now)
    if cleaned[:3].upper() == "K0:" and not _is_k0(cleaned):
        return Code(CodeForm.LOOKUP, CodeFault.MALFORMED)
    digest = lookup_digest(cleaned, lookup_key)
    spoken = short_code.parse(cleaned)
    if spoken:
        return Code(CodeForm.SHORT, lookup=spoken, digest=digest)
    return Code(CodeForm.LOOKUP, lookup=digest)


def names_badge(text: str) -> bool:
    """Whether a text says that it is a staff badge: only where it is sent, since nothing of it is proven yet."""
    signed = k1.decode(clean(text))
    return signed is not None and signed.body.badge and not signed.body.training


def read_codes(
    texts: tuple[str, ...], trust: TrustList | None, *, launch: int, store: int, lookup_key: bytes, now: datetime
) -> Code:
    """The code of one presentation; several different texts are one fault, the same text twice is one code."""
    different = {canonical_text(text) for text in texts}
    if len(different) > 1:
        return Code(CodeForm.LOOKUP, CodeFault.SEVERAL)
    text = texts[0] if texts else ""
    return read_code(text, trust, launch=launch, store=store, lookup_key=lookup_key, now=now)


def clean(text: str) -> str:
    """Without what hand scanners put around a text: symbology identifiers (`]Q1`), ECI (`\\000026`), blanks, controls."""
    return _PREFIX.sub("", text).rstrip(_AROUND)


def canonical_text(text: str) -> str:
    """The one form of a text that is looked up: cleaned; K0 in capitals; of any other, runs of white space are one blank."""
    cleaned = clean(text)
    if k1.looks_like(cleaned):
        return cleaned
    return cleaned.upper() if _is_k0(cleaned) else " ".join(cleaned.split())


def lookup_digest(text: str, lookup_key: bytes) -> str:
    """Hex HMAC-SHA256 of the canonical text: what the roster holds instead of a K0 or foreign code's text."""
    canonical = canonical_text(text).encode("utf-8", errors="surrogatepass")
    return hmac.new(lookup_key, canonical, hashlib.sha256).hexdigest()


def k0_text(bits: bytes) -> str:
    """The K0 code of 16 random bytes."""
    if len(bits) != 16:
        raise ValueError("a K0 code has 16 bytes")
    return "K0:" + base64.b32encode(bits).decode("ascii").rstrip("=")


def _is_k0(cleaned: str) -> bool:
    """26 base32 digits hold 130 bits: the last two must be zero, else two texts would be one code."""
    match = _K0.match(cleaned)
    return match is not None and match[1][-1].upper() in "AEIMQUY4"


def _is_text(cleaned: str) -> bool:
    """Not too long, and no bytes that were never text: control characters without a meaning, halves of characters."""
    if len(cleaned) > MAX_BYTES or len(cleaned.encode("utf-8", errors="surrogatepass")) > MAX_BYTES:
        return False
    return _NEVER_TEXT.search(cleaned) is None


def _read_signed(text: str, trust: TrustList | None, launch: int, store: int, now: datetime) -> Code:
    signed = k1.decode(text)
    if signed is None:
        return Code(CodeForm.SIGNED, CodeFault.MALFORMED)
    fault = _signature_fault(signed, trust, now)
    if fault in (CodeFault.FORGED, CodeFault.UNCHECKABLE):
        # Nothing of an unproven body may be shown or looked up.
        return Code(CodeForm.SIGNED, fault)
    body = signed.body
    code = Code(
        form=CodeForm.SIGNED,
        reservation_id=f"{body.reservation:016x}",
        store=body.store,
        generation=body.generation,
        not_after=body.not_after,
        training=body.training,
        badge=body.badge,
    )
    if body.launch != launch:
        return Code(CodeForm.SIGNED, CodeFault.OTHER_LAUNCH)
    if body.store not in (0, store):
        return replace(code, fault=CodeFault.OTHER_STORE)
    if fault is CodeFault.EXPIRED or now > body.not_after:
        return replace(code, fault=CodeFault.EXPIRED)
    return code


def _signature_fault(signed: k1.SignedBody, trust: TrustList | None, now: datetime) -> CodeFault | None:
    """Tries every key of the code's id. A key past its last day still tells an old code from a forged one."""
    if trust is None:
        return CodeFault.UNCHECKABLE
    signers = [key for key in trust.keys if key.key_id == signed.body.key_id and _signed_by(key, signed)]
    if not signers:
        return CodeFault.FORGED
    if any(key.not_before <= now <= key.not_after for key in signers):
        return None
    return CodeFault.EXPIRED if any(now > key.not_after for key in signers) else CodeFault.UNCHECKABLE


def _signed_by(key: TrustedKey, signed: k1.SignedBody) -> bool:
    try:
        public_key = from_base64url(key.public_key)
    except ValueError:
        return False
    return verifies(public_key, signed.signature, signed.message)

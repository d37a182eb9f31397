"""What a scanned text is: K1 (signed), K0 (unsigned short form), a spoken code, or a foreign code. Pure.

Contract skeleton: the order of checks and the layout are in design section 7 and docs/protocol.md, "Codes".
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Code:
    """A text after all checks that need no roster. `fault` None means: look it up."""

    form: CodeForm
    fault: CodeFault | None = None
    reservation_id: str = ""
    store: int = 0
    generation: int = 0
    not_after: datetime | None = None
    training: bool = False
    badge: bool = False
    lookup: str = ""
    """LOOKUP: hex HMAC-SHA256 of the canonical text under the launch's lookup key. SHORT: the canonical 8 characters."""

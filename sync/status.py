"""How the link to central stands, as the status strip says it. A value; `sync.runner` makes it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sync.wire import Relayed


class LinkProblem(StrEnum):
    NONE = ""
    UNREACHABLE = "unreachable"
    NOT_CENTRAL = "not_central"
    """Something answered that is not central: a captive portal, a proxy's page."""
    UNAUTHORIZED = "unauthorized"
    SERVER = "server"
    NOT_SAVED = "not_saved"
    """Central answers, but this terminal cannot save (disk)."""
    PROTOCOL = "protocol"
    """Central speaks a version this kiosk does not know, or a fork was found: call support."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    online: bool
    since: datetime
    """Since when it has been online, or offline."""
    last_contact: datetime | None
    clock_offset_ms: int | None
    """Central's clock minus ours; None before the first contact."""
    problem: LinkProblem
    detail: str = ""
    relay: Relayed | None = None
    """Set when a hub of the store answered last: what it holds, and central perhaps not yet. As of the last page."""

"""How one request to central ended: a value, so that retrying is decided by type and never by a message.

`sync.http` makes them, `sync.engine` decides on them. Whatever is not `Reached` was not applied by this terminal; whether
central applied it is unknown, and idempotency makes that harmless.
"""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from sync.wire import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reached(Generic[T]):
    """Central answered, and the answer is whole."""

    reply: T


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody answered, or the line broke or took too long."""

    detail: str


@dataclass(frozen=True, slots=True)
class Untrusted(Unreachable):
    """Somebody answered under a certificate that is not of the pinned authority, or not of this address. For the sync that is
    nobody; who enrols a terminal should look at the network."""


@dataclass(frozen=True, slots=True)
class NotCentral:
    """Somebody else answered: a captive portal, a proxy's page, a redirect. Nothing of it may be believed."""

    detail: str


@dataclass(frozen=True, slots=True)
class Garbled:
    """Central's header, but no JSON behind it: cut or changed on the way. Worth asking again."""

    detail: str


@dataclass(frozen=True, slots=True)
class Oversized:
    """The answer has more bytes than a terminal takes."""

    detail: str


@dataclass(frozen=True, slots=True)
class OtherProtocol:
    """Central speaks in a way this kiosk does not know."""

    detail: str


@dataclass(frozen=True, slots=True)
class Unproven:
    """An answer without central's valid signature where one is due: what it says is not believed."""

    detail: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An error status, from central (`problem` set) or from a gateway in front of it."""

    status: int
    retry_after_s: float | None = None
    problem: Problem | None = None

    @property
    def detail(self) -> str:
        return f"{self.status} {self.problem.message}" if self.problem else f"status {self.status}"


Failure: TypeAlias = Unreachable | NotCentral | Garbled | Oversized | OtherProtocol | Unproven | Refused
Outcome: TypeAlias = Reached[T] | Failure

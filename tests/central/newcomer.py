"""A machine that was shown a code and wants to become a terminal, and the person who stands between it and central."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central.database import Database
from central.enrolment.invitations import confirm, invite, waiting
from kiosk.domain.invitation import Invitation
from sync.enrolling import Digits, Line, enrol_by_code
from sync.enrolment_wire import Authority, Begin, Begun, Reveal, Standing
from sync.http import Client
from sync.outcome import Outcome, Unreachable
from sync.wire import Enrolment

T = TypeVar("T")


def invited(
    database: Database, now: datetime, *servers: str, name: str = "Entrance A", store: int = 1, ca_pem: str = ""
) -> Invitation:
    with database.write() as connection:
        return invite(connection, store, name, servers, now, ca_pem=ca_pem)


@dataclass
class Newcomer:
    """`enrol` with a person who looks at both screens and confirms what is the same, at both."""

    database: Database
    clock: Callable[[], datetime]
    device: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    shown: list[Digits] = field(default_factory=list[Digits])
    at_central: list[str] = field(default_factory=list[str])
    waits: int = 0
    patience: int = 3

    def enrol(
        self, invitation: Invitation, open_line: Callable[[Invitation, str | None], Line] | None = None
    ) -> Enrolment:
        return enrol_by_code(invitation, self.device, self.agree, self.compare, open_line=open_line)

    def agree(self, digits: Digits) -> bool:
        self.shown.append(digits)
        return True

    def compare(self) -> None:
        """What the person at central does: read the digits from the terminal's screen, and type them."""
        self.waits += 1
        assert self.waits <= self.patience, "nobody lets this terminal in"
        with self.database.write() as connection:
            for one in waiting(connection, self.clock()):
                self.at_central.append(one.digits)
                confirm(connection, one.invitation_id, self.shown[-1].digits, self.clock())


class LosingLine:
    """A real line on which the first answer of each kind that is named is lost, after central has given it."""

    def __init__(self, invitation: Invitation, ca_pem: str | None, lost: Sequence[str]) -> None:
        self.client = Client(invitation.servers, 0, "", ca_pem or "", unproven=ca_pem is None)
        self.lost = list(lost)

    def _maybe(self, kind: str, outcome: Outcome[T]) -> Outcome[T]:
        if kind in self.lost:
            self.lost.remove(kind)
            return Unreachable("the answer was lost")
        return outcome

    def enrolment_authority(self, invitation_id: str) -> Outcome[Authority]:
        return self.client.enrolment_authority(invitation_id)

    def enrolment_begin(self, invitation_id: str, said: Begin) -> Outcome[Begun]:
        return self._maybe("begin", self.client.enrolment_begin(invitation_id, said))

    def enrolment_reveal(self, invitation_id: str, said: Reveal) -> Outcome[Standing]:
        outcome = self.client.enrolment_reveal(invitation_id, said)
        kind = "ready" if getattr(getattr(outcome, "reply", None), "sealed", "") else "reveal"
        return self._maybe(kind, outcome)

    def close(self) -> None:
        self.client.close()

"""The staff's acts, one transaction each: the whole contract between the screens and the rest.

CONTRACT SKELETON (the implementation follows it).
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.reservation import Product, Reservation
from kiosk.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What one presentation led to. It exists only after the commit returned."""

    verdict: Verdict
    event_id: str
    """Of the `arrived` or `scan_refused` event; empty for verdicts that record nothing (training, badge, several)."""
    at: datetime
    call_number: str = ""
    """Of the arrival: the new one, or for ALREADY_ARRIVED the first one's."""
    product: Product | None = None
    admitted: bool = False
    """True when this act recorded an arrival: the only thing that may be shown green."""
    by_override: bool = False
    seen_elsewhere: tuple[str, ...] = ()
    """Names of the other terminals of `verdict.arrivals`, same order as the arrivals made elsewhere."""


@dataclass(frozen=True, slots=True)
class Match:
    """One search result. `name_masked` like `C. D…`; the whole name shows only after the act."""

    reservation_id: str
    name_masked: str
    phone_last4: str
    reservation: Reservation
    product: Product | None
    stage: str


@dataclass(frozen=True, slots=True)
class DataState:
    """How whole and how old the terminal's copy is; what the status strip says."""

    reservations: int
    reservations_expected: int | None
    """None until central's head was seen once."""
    complete: bool
    """Counts and state hash equal central's at the head."""
    quarantined: int
    updated_at: datetime | None
    """When the copy last provably stood at central's head."""
    unsent: int


class Desk:
    """Blocking; run every method on the store's thread: `store.worker.submit(desk.check_in, texts)` -> Future.

    Every method raises `Fault` (kiosk.errors) when the environment failed: then nothing was recorded and nothing
    green may be shown. `Fault.operation` "save" means: not saved, do not hand over.
    """

    def check_in(self, texts: tuple[str, ...]) -> CheckIn:
        """Texts of one presentation (one, or several different codes in the picture)."""
        raise NotImplementedError

    def check_in_reservation(self, reservation_id: str) -> CheckIn:
        """Manual: a search result was chosen. Same rules as a scan."""
        raise NotImplementedError

    def admit_unsynced(self, reservation_id: str) -> CheckIn:
        """After NOT_SYNCED_YET, when the policy allows: records the arrival of a reservation not in the roster."""
        raise NotImplementedError

    def override(self, reservation_id: str, reason: str) -> CheckIn:
        """Admit against the verdict; needs a role of policy.override_roles and a reason."""
        raise NotImplementedError

    def undo(self, event_id: str) -> CheckIn:
        """Take back an admission made on this terminal (within policy.undo_window_s). Records `undone`."""
        raise NotImplementedError

    def search(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        """By the beginning of any word of the name (accents and case ignored) or the phone's last four digits."""
        raise NotImplementedError

    def data_state(self) -> DataState:
        raise NotImplementedError

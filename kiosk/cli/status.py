"""`kiosk status`: what this terminal holds and owes, without a screen."""

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from kiosk.cli.compose import Terminal
from kiosk.domain.clock import utc_text
from kiosk.store.withdrawal import not_at_central
from scanner.confined import confine

TRIED_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class TerminalStatus:
    terminal: str
    store: int
    incarnation: str
    reservations: int
    reservations_expected: int | None
    complete: bool
    state_hash: str
    """Of the copy as it is now: equal on all terminals that stand at the same head."""
    quarantined: int
    updated_at: str
    unsent: int
    not_at_central: int
    """Own events without central's own receipt: what a hub alone has signed for is among them."""
    moved_aside: int
    """Files that could not be read once, and may know what nobody else does."""
    safe_to_wipe: bool
    """Central holds everything that this terminal did."""
    rejected: int
    conflicts: int
    copied: bool
    in_doubt: bool
    database: str
    recovered: str
    scanner_confined: bool
    """The scanner's process gives up network, programs and new files here, before the first picture."""
    scanner_problem: str
    """Why it does not."""


def confining_problem() -> str:
    """Tried in a process of its own, because it cannot be taken back. Empty: it works here."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        try:
            return one.submit(confine).result(TRIED_WITHIN_S)
        except (BrokenProcessPool, TimeoutError) as error:
            return f"whether the scanner's process gives up its rights here could not be tried: {type(error).__name__}"


def terminal_status(terminal: Terminal) -> TerminalStatus:
    """Read from the store, so it may be asked while central is away."""
    worker = terminal.store.worker
    data = worker.submit(terminal.desk.data_state).result()
    problem = confining_problem()
    missing = worker.submit(not_at_central, terminal.store).result()
    return TerminalStatus(
        terminal=f"{terminal.enrolment.name} ({terminal.enrolment.letter})",
        store=terminal.enrolment.store,
        incarnation=worker.submit(lambda: terminal.store.incarnation).result(),
        reservations=data.reservations,
        reservations_expected=data.reservations_expected,
        complete=data.complete,
        state_hash=worker.submit(terminal.store.replica.copy).result().state_hash,
        quarantined=data.quarantined,
        updated_at=utc_text(data.updated_at) if data.updated_at else "never",
        unsent=data.unsent,
        not_at_central=missing.events,
        moved_aside=missing.files,
        safe_to_wipe=not missing,
        rejected=data.rejected,
        conflicts=data.conflicts,
        copied=data.copied,
        in_doubt=data.in_doubt,
        database=terminal.store.path.name,
        recovered=terminal.store.recovered.hint if terminal.store.recovered else "",
        scanner_confined=not problem,
        scanner_problem=problem,
    )

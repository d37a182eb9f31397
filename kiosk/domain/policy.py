"""The store's rules, sent by central with the roster. Decides nothing itself: `admission` reads it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.counter import Identity


class Role(StrEnum):
    GREETER = "greeter"
    RUNNER = "runner"
    COUNTER = "counter"
    SUPERVISOR = "supervisor"


class WayOut(StrEnum):
    """What a customer is offered when there is no unit for them."""

    ALTERNATIVE = "alternative"
    """Another model, of those that the product's row lists."""
    LATER_SLOT = "later_slot"
    VOUCHER = "voucher"


@dataclass(frozen=True, slots=True)
class Policy:
    """Durations are whole seconds."""

    early_window_s: int = 600
    """How long before the slot a customer may already come in."""
    late_grace_s: int = 900
    """How long after the slot's end a customer is still let in, marked late."""
    admit_unsynced: bool = True
    """A code with a good signature that is not in the roster yet may be admitted by the greeter."""
    undo_window_s: int = 300
    """How long an admission can be taken back on the terminal that made it without a supervisor."""
    override_roles: tuple[Role, ...] = (Role.SUPERVISOR,)
    """Who may admit against a verdict, with a reason."""
    promise_s: int = 1200
    """How long after the arrival, or the slot's beginning if that is later, the unit is promised at the counter."""
    alert_s: int = 300
    """How long before its promise breaks a task is marked."""
    identity_methods: tuple[Identity, ...] = tuple(Identity)
    """How a customer's identity may be confirmed at the counter."""
    allotment: int = 2
    """How many places of each later slot an entrance holds, to move late customers with while it is offline."""
    waiting_area: bool = False
    """Whoever is too early may wait inside."""
    auto_lock_s: int = 300
    """After how long without a touch, a key or a code a terminal signs its person out."""
    display_names: bool = False
    """The customers' screen shows a first name and an initial beside the call number."""
    shortage: tuple[WayOut, ...] = tuple(WayOut)
    """Ways out when a model is short, the first one offered first."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts. Nobody is signed in: no id, no roles."""

    staff_id: str
    roles: frozenset[Role]

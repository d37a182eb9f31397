"""Whether the box in the runner's hand is the one the customer reserved, and if not, what differs; whose a unit is.

Pure: what the box says has been read already (`scanner.boxes`). A box is only right by its article number; everything
that is not known for certain is not right. Which units a state takes from everybody else, `kiosk/store/ledger.py` keeps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.fact import Fact
from kiosk.domain.reservation import Product
from kiosk.domain.state import Stage, State


class Fit(StrEnum):
    RIGHT = "right"
    WRONG_PRODUCT = "wrong_product"
    """Another product of the launch: `differences` says in what."""
    NOT_OURS = "not_ours"
    """An article number that no product of the launch has, or a label without one."""
    NO_SERIAL = "no_serial"
    """The right product, but this label does not say which unit: scan the other label of the box."""
    SERIAL_TAKEN = "serial_taken"
    """This very unit is bound to another reservation, or was rejected."""
    OTHER_UNIT = "other_unit"
    """At the counter: the right product, but not the unit that was prepared for this customer."""


class RejectReason(StrEnum):
    """Why a unit is given to no customer: it goes to quarantine."""

    BATTERY = "battery"
    PACKAGING = "packaging"
    DAMAGED = "damaged"
    WRONG = "wrong"
    """Not what the box says."""
    OTHER = "other"


class Difference(StrEnum):
    MODEL = "model"
    SIZE = "size"
    CASE = "case"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class UnitFit:
    fit: Fit
    product: Product | None = None
    """What the box holds, as far as its label tells."""
    differences: tuple[Difference, ...] = ()


def fit_of(gtin: str, serial: str, reserved: Product, products: Iterable[Product], taken: Mapping[str, str]) -> UnitFit:
    """How a scanned box fits a reservation.

    `gtin` has 14 digits, or nothing as `serial` may. `taken`: serial numbers that are bound or rejected, and to whom.
    """
    found = next((product for product in products if gtin and gtin14(product.gtin) == gtin14(gtin)), None)
    if found is None:
        return UnitFit(Fit.NOT_OURS)
    if found.sku != reserved.sku:
        return UnitFit(Fit.WRONG_PRODUCT, found, differences(reserved, found))
    if not serial:
        return UnitFit(Fit.NO_SERIAL, found)
    return UnitFit(Fit.SERIAL_TAKEN if serial in taken else Fit.RIGHT, found)


def differences(reserved: Product, found: Product) -> tuple[Difference, ...]:
    """In what the two differ, as a runner would see it; never empty for two products: at least the model is another."""
    pairs = {
        Difference.MODEL: (reserved.name, found.name),
        Difference.SIZE: (reserved.size, found.size),
        Difference.CASE: (reserved.case, found.case),
        Difference.BAND: (reserved.band, found.band),
    }
    return tuple(name for name, (one, other) in pairs.items() if one != other) or (Difference.MODEL,)


def gtin14(gtin: str) -> str:
    """EAN-13, UPC-A and GTIN-14 of one article are one number with other zeros in front (GS1 General Specifications)."""
    return gtin.zfill(14) if gtin else ""


def bound_units(state: State) -> tuple[Fact, ...]:
    """The units that are in somebody's hands for a reservation. Those of a cancelled one go back to their shelves."""
    return () if state.stage is Stage.CANCELLED else state.units


def unit_facts(state: State) -> tuple[Fact, ...]:
    """Of every unit that nobody else may be given: how it came to this reservation, or out of it. `detail` is the serial."""
    bound = bound_units(state)
    known = {fact.detail for fact in bound}
    handed = [fact for fact in state.hand_overs if fact.detail and fact.detail not in known]
    known |= {fact.detail for fact in handed}
    rejected = [
        Fact(one.event_id, one.at, one.terminal_id, one.serial) for one in state.rejected if one.serial not in known
    ]
    return (*bound, *handed, *rejected)


def taken_units(state: State) -> frozenset[str]:
    """Serial numbers that no other reservation may be given."""
    return frozenset(fact.detail for fact in unit_facts(state))

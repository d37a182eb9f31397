"""JSON bodies of the feed's rows -> the roster's dataclasses. The only place that decides what a good row is.

A row that does not fit raises `RowError` with the field and the reason; the store then quarantines that row and
loads the rest. Unknown *fields* are let pass (a newer central may send more), unknown enum *values* are not.
"""

from typing import Any

import msgspec

from kiosk.domain.hub import HubRow
from kiosk.domain.launch_slot import Allotment, LaunchSlot
from kiosk.domain.opening.checklist import Checklist
from kiosk.domain.opening.plan import OpeningDay
from kiosk.domain.policy import Policy
from kiosk.domain.recipe import Recipe
from kiosk.domain.reservation import LaunchRow, Product, Reservation, StoreRow, TerminalRow
from kiosk.domain.staff import StaffRow
from kiosk.domain.stock import StockRow
from kiosk.domain.trust import TrustList

ROW_TYPES: dict[str, type[Any]] = {
    "reservation": Reservation,
    "product": Product,
    "store": StoreRow,
    "launch": LaunchRow,
    "policy": Policy,
    "terminal": TerminalRow,
    "trust": TrustList,
    "hub": HubRow,
    "recipe": Recipe,
    "staff": StaffRow,
    "slot": LaunchSlot,
    "allotment": Allotment,
    "plan": OpeningDay,
    "checklist": Checklist,
    "stock": StockRow,
}
"""Row kinds besides `event`. A kind not in here is kept and counted, and read by nobody."""


class RowError(ValueError):
    """A row of the feed that cannot be used: says which field and why."""


def parse_row(kind: str, body: object) -> Any:
    """The dataclass of one row; `kind` is a key of ROW_TYPES, `body` JSON as Python objects or as `bytes`."""
    row_type = ROW_TYPES[kind]
    try:
        if isinstance(body, bytes):
            return msgspec.json.decode(body, type=row_type)
        return msgspec.convert(body, row_type)
    except (msgspec.DecodeError, RecursionError) as error:
        raise RowError(f"{kind}: {error}") from error


def row_body(row: object) -> dict[str, Any]:
    """The JSON object of a roster dataclass, as it travels."""
    return msgspec.to_builtins(row)

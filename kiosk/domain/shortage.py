"""What there is for one customer, and the ways out when there is nothing: what the store's rules allow, and no more. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.domain.policy import Policy, WayOut
from kiosk.domain.reservation import Product


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another model that may be offered, and of which there is something."""

    product: Product
    left: int


@dataclass(frozen=True, slots=True)
class Supply:
    left: int
    """For this customer: on the shelf, less those who are inside without a unit. Not above 0: a shortage."""
    ways_out: tuple[WayOut, ...] = ()
    """Of a shortage, in the order of the store's rules. ALTERNATIVE only with something to offer."""
    alternatives: tuple[Alternative, ...] = ()

    @property
    def is_short(self) -> bool:
        return self.left < 1


def supply(
    left: int | None,
    booked: str,
    products: Mapping[str, Product],
    left_of: Callable[[str], int | None],
    policy: Policy,
) -> Supply | None:
    """`left`: of the model that is to be given; `booked`: the model that was booked, whose alternatives count; `left_of`: a
    model's units for whoever comes now. None: nobody has said how many there are."""
    if left is None or left > 0:
        return None if left is None else Supply(left)
    found: list[Alternative] = []
    if WayOut.ALTERNATIVE in policy.shortage:
        for sku in alternatives_of(booked, products):
            other = left_of(sku)
            if other is not None and other > 0:
                found.append(Alternative(products[sku], other))
    ways = tuple(way for way in policy.shortage if way is not WayOut.ALTERNATIVE or found)
    return Supply(left, ways, tuple(found))


def alternatives_of(booked: str, products: Mapping[str, Product]) -> tuple[str, ...]:
    """What may be given instead, in the order of its product's row; a model that is not known cannot be prepared."""
    product = products.get(booked)
    listed = product.alternatives if product is not None else ()
    return tuple(dict.fromkeys(sku for sku in listed if sku != booked and sku in products))

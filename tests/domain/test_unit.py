"""The box in the hand beside the one reserved."""

import pytest

from kiosk.domain.reservation import Product
from kiosk.domain.unit import Difference, Fit, differences, fit_of

RESERVED = Product("L-36-NV", "Lueur", "36 mm", "Steel", "Navy leather", gtin="4006381333931")
LARGER = Product("L-39-NV", "Lueur", "39 mm", "Steel", "Navy leather", gtin="4006381333948")
OTHER = Product("M-41-OR", "Marée", "41 mm", "Titanium", "Orange rubber", gtin="036000291452")
UNNUMBERED = Product("X", "Lueur", "36 mm", "Steel", "Navy leather")
PRODUCTS = (RESERVED, LARGER, OTHER, UNNUMBERED)


@pytest.mark.parametrize("gtin", ["4006381333931", "04006381333931"])
def test_the_reserved_product_with_its_serial_fits(gtin: str) -> None:
    found = fit_of(gtin, "S1", RESERVED, PRODUCTS, {})
    assert (found.fit, found.product) == (Fit.RIGHT, RESERVED)


def test_another_size_is_refused_and_said() -> None:
    found = fit_of("04006381333948", "S1", RESERVED, PRODUCTS, {})
    assert (found.fit, found.product, found.differences) == (Fit.WRONG_PRODUCT, LARGER, (Difference.SIZE,))


def test_another_model_says_everything_that_differs() -> None:
    found = fit_of("00036000291452", "S1", RESERVED, PRODUCTS, {})
    assert found.differences == tuple(Difference)


@pytest.mark.parametrize("gtin", ["", "00000000000000", "9999999999999"])
def test_what_no_product_has_is_not_ours(gtin: str) -> None:
    """A label without a number must not meet the product that has none."""
    assert fit_of(gtin, "S1", UNNUMBERED, PRODUCTS, {}).fit is Fit.NOT_OURS


def test_without_a_serial_nobody_knows_which_unit_it_is() -> None:
    assert fit_of("4006381333931", "", RESERVED, PRODUCTS, {}).fit is Fit.NO_SERIAL


def test_a_unit_that_is_somebody_elses_is_refused() -> None:
    assert fit_of("4006381333931", "S1", RESERVED, PRODUCTS, {"S1": "A007"}).fit is Fit.SERIAL_TAKEN
    assert fit_of("4006381333931", "S2", RESERVED, PRODUCTS, {"S1": "A007"}).fit is Fit.RIGHT


def test_two_products_that_look_alike_still_differ() -> None:
    assert differences(RESERVED, UNNUMBERED) == (Difference.MODEL,)

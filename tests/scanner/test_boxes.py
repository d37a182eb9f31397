"""Barcodes on boxes: from pictures and from hand scanners, by GS1's rules; and never at the entrance."""

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from scanner.boxes import Box, NotABox, Symbology, Trouble, parse_box
from scanner.labels import read_labels
from scanner.picture import Picture
from scanner.zxing import read_zxing

GTIN = "04006381333931"
GS = "\x1d"


def drawn(text: str, symbology: zxingcpp.BarcodeFormat, *, gs1: bool = False) -> Picture:
    code = zxingcpp.create_barcode(text, symbology, gs1=gs1)
    picture = np.asarray(code.to_image(scale=3, add_quiet_zones=True))
    return np.pad(picture, 30, constant_values=255)


def read_boxes(picture: Picture) -> tuple[Box | NotABox, ...]:
    return tuple(parse_box(reading.text) for reading in read_labels(picture))


@pytest.mark.parametrize(
    ("text", "symbology", "box"),
    [
        ("4006381333931", zxingcpp.BarcodeFormat.EAN13, Box(GTIN, "", "4006381333931", Symbology.EAN_13)),
        ("036000291452", zxingcpp.BarcodeFormat.UPCA, Box("00036000291452", "", "036000291452", Symbology.UPC_A)),
        ("SN-0042/A", zxingcpp.BarcodeFormat.Code128, Box("", "", "SN-0042/A", Symbology.CODE_128)),
        ("SN-0042/A", zxingcpp.BarcodeFormat.DataMatrix, Box("", "", "SN-0042/A", Symbology.DATA_MATRIX)),
    ],
)
def test_what_a_box_carries_is_read_from_a_picture(text: str, symbology: zxingcpp.BarcodeFormat, box: Box) -> None:
    picture = drawn(text, symbology)
    assert read_boxes(picture) == (box,)
    assert read_boxes(np.ascontiguousarray(np.rot90(picture))) == (box,)
    assert read_zxing(picture) == []  # the entrance sees none of it


@pytest.mark.parametrize("symbology", [zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix])
def test_gs1_fields_are_read_from_a_picture(symbology: zxingcpp.BarcodeFormat) -> None:
    picture = drawn(f"(01){GTIN}(21)SN0042", symbology, gs1=True)
    (box,) = read_boxes(picture)
    assert isinstance(box, Box)
    assert (box.gtin, box.serial) == (GTIN, "SN0042")


def test_a_customers_code_is_no_box() -> None:
    assert read_boxes(drawn("K0:AAAAAAAAAAAAAAAAAAAAAAAAAA", zxingcpp.BarcodeFormat.QRCode)) == ()
    assert parse_box("]Q1K1:ABC") == NotABox(Trouble.OTHER_CODE)
    assert parse_box("k1:ABC") == NotABox(Trouble.OTHER_CODE)


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("]E04006381333931\r\n", Box(GTIN, "", "4006381333931", Symbology.EAN_13)),
        ("]E00036000291452", Box("00036000291452", "", "036000291452", Symbology.UPC_A)),
        ("4006381333931", Box(GTIN, "", "4006381333931")),
        ("036000291452", Box("00036000291452", "", "036000291452")),
        ("]C101" + GTIN + "21SN0042", Box(GTIN, "SN0042", f"01{GTIN}21SN0042", Symbology.CODE_128)),
        ("]d221SN0042" + GS + "01" + GTIN, Box(GTIN, "SN0042", f"21SN0042{GS}01{GTIN}", Symbology.DATA_MATRIX)),
        ("01" + GTIN + "10L7" + GS + "21SN0042", Box(GTIN, "SN0042", f"01{GTIN}10L7{GS}21SN0042")),
        # Not GS1's, though it begins with the number of one of its fields: nothing is guessed.
        ("]C02100ABC", Box("", "", "2100ABC", Symbology.CODE_128)),
        ("2100ABC", Box("", "", "2100ABC")),
        ("4006381333932", Box("", "", "4006381333932")),
        ("01" + "9" * 14 + "~", Box("", "", "01" + "9" * 14 + "~")),
    ],
)
def test_what_hand_scanners_send(text: str, box: Box) -> None:
    assert parse_box(text) == box


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Trouble.EMPTY),
        ("]C1", Trouble.EMPTY),
        ("A" * 513, Trouble.TOO_LONG),
        ("]E04006381333932", Trouble.BROKEN_LABEL),
        ("]C10104006381333932", Trouble.BROKEN_LABEL),
        ("]C1zz", Trouble.BROKEN_LABEL),
        ("]L0PDF417", Trouble.OTHER_CODE),
    ],
)
def test_what_is_no_box_says_why(text: str, reason: Trouble) -> None:
    answer = parse_box(text)
    assert isinstance(answer, NotABox)
    assert answer.reason is reason


@given(st.text(max_size=60), st.sampled_from(["", "]C1", "]d2", "]E0", "01" + GTIN]))
def test_no_text_makes_it_fall(text: str, lead: str) -> None:
    answer = parse_box(lead + text)
    if isinstance(answer, Box):
        assert answer.gtin == "" or len(answer.gtin) == 14


def test_a_picture_without_codes_has_no_boxes() -> None:
    assert read_boxes(np.full((240, 320), 128, np.uint8)) == ()

"""What customers are given, read back as the entrance would read it: pictures, slips, pages."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image

from central.codes import issuer
from central.database import Database
from central.issuing.page import HEADERS, busy_page, gone_page, page
from central.issuing.slip import CODE, CODE_TOP, WIDTH, slips
from central.issuing.symbol import QUIET, inline_svg, png, svg
from central.issuing.ticket import Ticket, ticket_of
from central.issuing.tickets import Tickets, reservations
from kiosk.domain.reservation import BookingStatus, Customer, Fulfilment, Reservation, Slot, StoreRow
from tests.central.customers import ADA, BEN, WATCH, booked
from tests.central.day import NOW, SHOP


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """What is tested here is above the engine: one is enough."""
    return sqlite_database


TEXT = "K1:" + "8-DHVQ4K%F" * 12 + "ABC$:/"
SECRETS = ("4321", "Fauteuil", "8765")


def given(reservation: Reservation = ADA, store: StoreRow = SHOP[0]) -> Ticket:
    named = replace(reservation, reservation_id="00000000000000aa", short_code="7KQ4M2XP")
    return ticket_of(named, TEXT, "Première Lueur", store, WATCH)


def texts_in(picture: np.ndarray) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
    return [barcode.text for barcode in found]


def pages_of(pdf: bytes, scale: float = 2) -> list[np.ndarray]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale, grayscale=True).to_numpy().squeeze().copy() for page in document]
    finally:
        document.close()


def words_on(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def drawn(markup: str) -> np.ndarray:
    """The symbol of an SVG as grey pixels, 4 a module: its path holds nothing but moves and horizontal strokes."""
    found = re.search(r'viewBox="0 0 (\d+) \1" class="segno">.*?class="qrline"[^>]* d="([^"]*)"', markup)
    assert found is not None
    side = int(found[1])
    grey = np.full((side, side), 255, np.uint8)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", found[2]):
        values = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if command == "h":
            grey[int(y), int(x) : int(x + values[0])] = 0
            x += values[0]
        elif command == "M":
            x, y = values
        else:
            x, y = x + values[0], y + values[1]
    return grey.repeat(4, axis=0).repeat(4, axis=1)


def test_pictures_are_read_back() -> None:
    grey = cv2.imdecode(np.frombuffer(png(TEXT), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert grey is not None
    assert texts_in(np.asarray(grey)) == [TEXT]
    assert grey[: QUIET * 8].min() == 255
    assert grey[:, : QUIET * 8].min() == 255
    assert b"<svg" in svg(TEXT)
    assert texts_in(drawn(inline_svg(TEXT))) == [TEXT]


def test_a_short_text_is_no_micro_qr() -> None:
    assert texts_in(drawn(inline_svg("K0"))) == ["K0"]
    assert not segno.make_qr("K0").is_micro


@pytest.mark.parametrize("scale", [1, 1.37, 4])
def test_slips_are_read_back(scale: float) -> None:
    pdf = slips([given(), given(BEN, SHOP[1])])
    found = [texts_in(picture) for picture in pages_of(pdf, scale)]
    assert found == [[TEXT], [TEXT]]


def test_a_slip_says_what_is_needed_and_no_more() -> None:
    first, second = words_on(slips([given()])), words_on(slips([given(BEN, SHOP[1])]))
    for words in ("Ada Ferrière", "Dimanche 22 novembre 2026", "11:00 – 12:30", "Rivoli", "Lueur", "Titane"):
        assert words in first
    # 10:00 UTC is five o'clock in Montréal
    for words in ("Ben Okafor", "Sunday 22 November 2026", "05:00 – 06:30", "Saint-Laurent"):
        assert words in second
    for text in (first, second):
        assert re.search(r"7KQ4\s+M2XP", text)
        assert not any(secret in text for secret in SECRETS)


def test_what_does_not_fit_is_cut_and_what_has_no_letters_is_left_out() -> None:
    long = replace(ADA, customer=Customer("Marie-Bénédicte " * 12, "", "fr"))
    text = words_on(slips([given(long)]))
    assert "Marie-Bénédicte" in text
    assert "…" in text
    strange = replace(ADA, customer=Customer("山田 花子", "", "fr"))
    assert texts_in(pages_of(slips([given(strange)]))[0]) == [TEXT]
    assert "山" not in words_on(slips([given(strange)]))
    assert "山田 花子" in page(given(strange))


def test_all_ink_stays_on_the_paper() -> None:
    long = replace(ADA, customer=Customer("W" * 200, "", "fr"), sku="W" * 200)
    place = StoreRow(1, "W" * 200, "W" * 200, "Europe/Paris", "W" * 200)
    grey = pages_of(slips([replace(given(long, place), product="W" * 120, details="W" * 120)]), 3)[0]
    edge = round(8 * 3 * 72 / 25.4)  # eight of the nine millimetres of margin
    assert min(grey[:, :edge].min(), grey[:, -edge:].min(), grey[-edge // 2 :].min()) == 255


def test_nothing_reaches_into_the_quiet_zone_of_a_slip() -> None:
    long = replace(ADA, customer=Customer("Wg " * 60, "", "fr"))
    grey = pages_of(slips([given(long)]), 6)[0]
    millimetre = 6 * 72 / 25.4
    quiet = round(CODE * QUIET / (41 + 2 * QUIET) * millimetre) - 3
    left, top, side = (round(each * millimetre) for each in ((WIDTH - CODE) / 2, CODE_TOP, CODE))
    zone = grey[top + 2 : top + side - 2, left : left + side].copy()
    zone[quiet:-quiet, quiet:-quiet] = 255
    assert zone.min() == 255


def test_the_page_is_read_back_and_fetches_nothing() -> None:
    text = page(given())
    assert texts_in(drawn(text)) == [TEXT]
    for words in ('lang="fr"', "Ada Ferrière", "Luminosité", "7KQ4 M2XP", "11:00 – 12:30", "Rivoli", "Lueur"):
        assert words in text
    assert "brightness" in page(given(BEN, SHOP[1]))
    assert not any(secret in text for secret in SECRETS)
    assert not re.search(r"<script|\bon\w+=|https?://(?!www\.w3\.org/2000/svg)|@import|url\(", text)
    assert TEXT not in text


def test_texts_from_outside_stay_text() -> None:
    hostile = '<script>alert(1)</script>{{ 7*7 }}"\u202e'
    reservation = replace(ADA, customer=Customer(hostile, "", hostile))
    store = StoreRow(1, hostile, hostile, "Europe/Paris", hostile)
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            tags.append(tag)

    text = page(replace(given(reservation, store), product=hostile.strip("\u202e")))
    Reader().feed(text)
    assert "script" not in tags
    assert "{{ 7*7 }}" in text
    assert "\u202e" not in text
    assert texts_in(pages_of(slips([given(reservation, store)]))[0]) == [TEXT]


def test_with_nothing_to_collect_there_is_no_code() -> None:
    cancelled = page(given(replace(ADA, status=BookingStatus.CANCELLED)))
    delivered = page(given(replace(BEN, fulfilment=Fulfilment.DELIVERY), SHOP[1]))
    assert "annulée" in cancelled
    assert "delivered to you" in delivered
    for text in (cancelled, delivered, gone_page(), busy_page()):
        assert "qrline" not in text
        assert "7KQ4" not in text


def test_the_style_is_the_one_the_headers_allow() -> None:
    style = re.search(r"<style>(.*?)</style>", page(given()), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in HEADERS["Content-Security-Policy"]
    assert " style=" not in page(given())


def test_a_slot_over_midnight_and_over_the_change_of_clocks() -> None:
    over = Slot(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), datetime(2026, 11, 23, 0, 30, tzinfo=UTC))
    assert given(replace(ADA, slot=over)).hours == "23:30 – lun. 23 nov. 01:30"
    change = Slot(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30, tzinfo=UTC))
    assert given(replace(ADA, slot=change)).hours == "02:30 – 03:30"
    assert given(replace(ADA, slot=change)).day == "Dimanche 25 octobre 2026"


def test_tickets_of_a_launch_carry_the_code_that_is_printed_elsewhere(database: Database) -> None:
    written = booked(database, ADA, BEN)
    with database.read() as connection:
        maker = Tickets(connection, 1, NOW)
        tickets = [maker.of(reservation) for reservation in reservations(connection, 1)]
        only = list(reservations(connection, 1, 2))
        signer = issuer(connection, 1, NOW + timedelta(hours=1))
    assert {ticket.code for ticket in tickets} == {signer.code_of(reservation) for reservation in written}
    assert {ticket.product for ticket in tickets} == {"Lueur"}
    assert [reservation.customer.name for reservation in only] == ["Ben Okafor"]


def test_a_picture_file_is_a_picture(tmp_path: Path) -> None:
    with Image.open(BytesIO(png(TEXT))) as picture:
        assert picture.size == ((41 + 2 * QUIET) * 8,) * 2

"""What a receipt says, and what it must not."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.counter import Demo, Identity
from kiosk.domain.receipt import short_reference, trial_text
from kiosk.domain.receipt_words import RECEIPTS
from tests.ui.receipt_room import AT, HOUSE, PARIS, handed, receipt
from ui.fiction_floor import LONG_NAME, ODD_NAMES
from ui.printing.lines import LEAST_COLUMNS, Style, lines
from ui.printing.text import receipt_text


def test_a_receipt_in_french() -> None:
    text = receipt()
    assert (text.store, text.place) == ("Lunaire Opéra", ("12 rue de la Pompe", "Paris"))
    assert (text.title, text.call_number) == ("Reçu de remise", handed().entry.call_number)
    product = handed().entry.product
    assert product is not None
    assert (text.article, text.details) == (product.name, f"{product.size} · {product.case} · {product.band}")
    assert dict(text.rows) == {
        "Date": "mardi 1er\u00a0décembre\u00a02026",
        "Heure": "14\u00a0h\u00a005",
        "Client": "Camille D.",
        "N° de série": "LN41-0090042",
        "Présentation": "faite au comptoir",
        "Démonstration": "réservée pour plus tard",
        "Remis à": f"Comptoir {handed().entry.state.counter}",
        "Référence": "3F2A-9C01",
    }


def test_the_same_in_english_in_another_zone() -> None:
    text = receipt_text(handed(), HOUSE, ZoneInfo("Asia/Tokyo"), "en")
    rows = dict(text.rows)
    assert (rows["Date"], rows["Time"]) == ("Tuesday 1\u00a0December\u00a02026", "22:05")
    assert rows["Demonstration"] == "booked for later"


def test_nothing_else_of_the_customer() -> None:
    """No surname, no digits of the phone, and nothing of how identity was confirmed or who fetched it."""
    booked = handed().entry.reservation
    said = " ".join(receipt().texts()).casefold()
    for secret in ("durand", "4711", booked.reservation_id, booked.short_code.casefold(), *map(str, Identity)):
        assert secret not in said.replace("n° de série", ""), secret


@pytest.mark.parametrize(
    ("presented", "demo", "labels"),
    [
        (True, Demo.GIVEN, {"Presentation", "Demonstration"}),
        (True, Demo.DECLINED, {"Presentation"}),
        (False, Demo.BOOKED, {"Demonstration"}),
        (False, Demo.NONE, set[str]()),
    ],
)
def test_only_what_was_shown_or_booked_is_on_it(presented: bool, demo: Demo, labels: set[str]) -> None:
    text = receipt_text(handed(presented=presented, demo=demo), HOUSE, PARIS, "en")
    assert {label for label, _ in text.rows} & {"Presentation", "Demonstration"} == labels


def test_while_the_roster_is_not_there_yet() -> None:
    """A receipt without store, product and counter: what is not known is left out, nothing is empty."""
    one = handed()
    bare = replace(
        one, entry=replace(one.entry, product=None, state=replace(one.entry.state, counter="", called_to=""))
    )
    text = receipt_text(bare, replace(HOUSE, store=None), PARIS, "en", "t-c")
    assert (text.store, text.place, text.details) == ("", (), "")
    assert text.article == one.entry.reservation.sku
    assert dict(text.rows)["Handed over at"] == "Comptoir 3"
    assert "Handed over at" not in dict(receipt_text(bare, HOUSE, PARIS, "en", "unknown").rows)
    assert all(label and value for label, value in text.rows)


def test_what_hides_in_names_is_shown_and_markup_stays_text() -> None:
    hostile = "\u202eevil <b>Zoe</b>\x1b@"
    one = handed()
    text = receipt_text(replace(one, serial=f"SN{hostile}"), HOUSE, PARIS, "en")
    serial = dict(text.rows)["Serial number"]
    assert "<b>Zoe</b>" in serial
    assert "\u202e" not in serial
    assert "\x1b" not in serial
    assert "\\u{202E}" in serial


def test_a_reference_can_be_read_aloud() -> None:
    assert short_reference("0a1b2c3d4e5f") == "0A1B-2C3D"
    assert short_reference("../../etc") == "ETC"
    assert short_reference("") == ""


def test_both_languages_say_the_same_things() -> None:
    french, english = RECEIPTS["fr"], RECEIPTS["en"]
    assert french.demos.keys() == english.demos.keys()
    assert len(french.closing) == len(english.closing)


def test_a_trial_says_that_it_is_one() -> None:
    assert trial_text(AT.astimezone(PARIS), "fr").notice == "Essai : rien n’a été remis"
    assert "œ" in trial_text(AT, "en").details
    assert dict(trial_text(AT.astimezone(PARIS), "en").rows)["Time"] == "14:05"


def test_rows_keep_their_values_at_the_right_edge() -> None:
    printed = [line.text for line in lines(receipt(language="en"), 42)]
    assert "Serial number                 LN41-0090042" in printed
    large = [line for line in lines(receipt(), 42) if line.style is Style.LARGE]
    assert [line.text for line in large] == [receipt().call_number]


@given(
    st.sampled_from([*ODD_NAMES, LONG_NAME.name, "W" * 300]),
    st.text(max_size=80),
    st.integers(LEAST_COLUMNS, 60),
    st.sampled_from(["fr", "en"]),
)
def test_no_line_is_too_long_and_nothing_is_lost(name: str, serial: str, columns: int, language: str) -> None:
    text = receipt_text(replace(handed(name), serial=serial), HOUSE, PARIS, language)
    printed = lines(text, columns)
    for line in printed:
        assert len(line.text) <= (columns // 2 if line.style is Style.LARGE else columns)
    together = "".join("".join(line.text.split()) for line in printed)
    for label, value in text.rows:
        assert "".join(label.split()) in together
        assert "".join(value.split()) in together

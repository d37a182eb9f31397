"""The report of a day: HTML and PDF say the same, every chart names its units, nothing leaves the page, and nobody is named."""

import csv
import html
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kiosk.domain.closing.balance import Outcome, UnitPlace
from kiosk.domain.closing.day_end import DayEnd, Standing, day_end
from kiosk.domain.closing.difference import DifferenceKind
from kiosk.domain.closing.figures import CHANGES, Span, figures
from kiosk.domain.conflict import ConflictKind
from kiosk.domain.event import EventKind
from kiosk.domain.recipe import Step
from kiosk.domain.reservation import Product
from kiosk.domain.unit import RejectReason
from kiosk.domain.verdict import VerdictKind
from kiosk.errors import Fault
from kiosk.report.content import document
from kiosk.report.document import BarChart, Document, Series, Table, Text, Tiles, TimeChart
from kiosk.report.drawing import Drawings
from kiosk.report.english import ENGLISH
from kiosk.report.event_sheet import COLUMNS
from kiosk.report.files import report, write
from kiosk.report.french import FRENCH
from kiosk.report.languages import WORDS
from tests.closing.books import DAY, Writer, book, reservation
from tests.house.tracked import ROOT

ALL = frozenset({"pdf", "html", "csv"})
MM = 72 / 25.4


def texts(told: Document) -> Iterator[str]:
    """Every text that both forms must show; charts draw theirs as outlines."""
    yield from (told.title, told.subtitle, told.foot)
    for section in told.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Text():
                    yield block.text
                case Tiles():
                    yield from (text for one in block.figures for text in (one.label, one.value))
                case Table():
                    yield from (block.title, *block.head, *(cell for row in block.rows for cell in row))
                case BarChart() | TimeChart():
                    yield block.title


def tight(text: str) -> str:
    """Without white space and the hyphens that a broken line may add."""
    return re.sub(r"\s", "", text)


def pages(made: bytes) -> list[Any]:
    read = [page.get_textpage() for page in pypdfium2.PdfDocument(made)]
    assert read
    return read


@pytest.mark.parametrize("language", ["fr", "en"])
def test_html_and_pdf_say_the_same(example: DayEnd, language: str) -> None:
    made = report(example, language, ALL)
    shown = tight(html.unescape(made["html"].decode()))
    printed = tight("".join(page.get_text_range() for page in pages(made["pdf"])))
    for text in texts(document(example, language)):
        assert tight(text) in shown, text
        assert tight(text) in printed, text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_leaves_the_page(example: DayEnd, language: str) -> None:
    margin = 14 * MM
    for page in pages(report(example, language, frozenset({"pdf"}))["pdf"]):
        for index in range(page.count_chars()):
            left, bottom, right, top = page.get_charbox(index)
            if right > left:
                assert margin <= left <= right <= 210 * MM - margin
                assert 5 * MM <= bottom <= top <= 297 * MM - 10 * MM


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_chart_has_its_units_and_a_word_for_who_cannot_see_it(example: DayEnd, language: str) -> None:
    charts = [
        block
        for section in document(example, language).sections
        for block in section.blocks
        if isinstance(block, BarChart | TimeChart)
    ]
    assert len(charts) >= 8
    drawings = Drawings(language)
    for chart in charts:
        assert chart.title
        assert chart.alt
        assert chart.across if isinstance(chart, TimeChart) else chart.up
        if isinstance(chart, BarChart):
            assert chart.lying or chart.across
            assert all(len(series.values) == len(chart.labels) for series in chart.bars)
        picture = ET.fromstring(drawings.of(chart))  # noqa: S314  (our own)
        width, height = (float(picture.attrib[name].removesuffix("pt")) for name in ("width", "height"))
        assert 180 * MM - 1 <= width <= 180 * MM + 1
        assert 50 < height < 230 * MM


def test_marks_of_a_chart_do_not_touch(example: DayEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn by matplotlib itself: the boxes of labels that stand beside each other."""
    from kiosk.report import charts

    met: list[str] = []
    draw = charts._standing

    def looked_at(axes: Any, chart: BarChart, number: Any) -> None:
        draw(axes, chart, number)
        canvas = axes.figure.canvas
        axes.figure.draw_without_rendering()
        renderer = axes.figure._get_renderer() if hasattr(axes.figure, "_get_renderer") else canvas.get_renderer()
        boxes = [label.get_window_extent(renderer) for label in axes.get_xticklabels()]
        met.extend(chart.title for one, other in pairwise(boxes) if one.x1 + 4 > other.x0)
        met.append("looked")

    monkeypatch.setattr(charts, "_standing", looked_at)
    hours = tuple(f"{hour} h 00" for hour in range(6, 24))
    crowded = BarChart("crowded", "h", "n", hours, (Series("n", (1.0,) * len(hours)),))
    Drawings("fr").of(crowded)
    assert "crowded" in met, "else this test sees nothing"
    met.clear()
    for language in ("fr", "en"):
        report(example, language, frozenset({"html"}))
    assert set(met) == {"looked"}


def test_no_customer_is_named_anywhere(example: DayEnd) -> None:
    made = report(example, "fr", ALL)
    printed = "".join(page.get_text_range() for page in pages(made["pdf"]))
    for row in example.book.reservations:
        for told in (made["html"].decode(), made["csv"].decode(), printed):
            assert row.customer.name not in told
            assert row.short_code not in told
            assert row.reservation_id not in told


def test_two_exports_cannot_be_joined_and_nothing_in_one_leads_to_a_customer(example: DayEnd) -> None:
    first, second = (report(example, "en", frozenset({"csv"}))["csv"].decode("utf-8-sig") for _ in range(2))
    one, other = (list(csv.DictReader(io.StringIO(text))) for text in (first, second))
    assert tuple(one[0]) == COLUMNS
    assert len(one) == len(other) == sum(example.book.is_on_it(event.occurred_at) for event in example.book.events)
    for column in ("reservation", "staff"):
        assert not ({row[column] for row in one} & {row[column] for row in other}) - {""}
    customers = {row["reservation"] for row in one} - {""}
    mine = [event for event in example.book.events if example.book.is_on_it(event.occurred_at)]
    assert len(customers) == len({event.reservation_id for event in mine} - {""})
    hidden = {str(event.payload.get(name)) for event in example.book.events for name in ("serial", "call_number")}
    hidden |= {event.event_id for event in example.book.events} | {event.hash for event in example.book.events}
    cells = {cell for row in one for cell in row.values()}
    assert not cells & (hidden - {"None"})
    assert not any("Réglé" in cell or "Parti" in cell for cell in cells), "reasons are free text"


def test_no_cell_of_the_sheet_is_a_formula() -> None:
    said = Writer()
    said.say(EventKind.ARRIVED, 1, 1, verdict="=cmd|' /C calc'!A0")
    end = day_end(book([reservation(1)], said.events))
    (row,) = csv.DictReader(io.StringIO(report(end, "en", frozenset({"csv"}))["csv"].decode("utf-8-sig")))
    assert row["verdict"].startswith("'=")


def test_every_column_is_described() -> None:
    told = (ROOT / "docs/closing.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in told] == []


def test_text_from_outside_is_text() -> None:
    said = Writer()
    said.say(EventKind.ARRIVED, 1, 1, call_number="A001")
    said.say(EventKind.OVERRIDDEN, 1, 0, verdict="late", reason="<b>bold</b> \u202e $x^2$ 漢")
    said.say(EventKind.PREPARATION_CLAIMED, 1, 2)
    said.say(EventKind.PREPARATION_COMPLETED, 1, 3, serial="S-1")
    models = (Product("AUR-41", "One $\\frac$ & <i> 漢"),)
    end = day_end(book([reservation(1)], said.events, products=models))
    made = report(end, "en", ALL)
    shown = made["html"].decode()
    assert "<b>bold" not in shown
    assert "&lt;b&gt;bold&lt;/b&gt; \\u{202E} $x^2$ 漢" in shown
    printed = "".join(page.get_text_range() for page in pages(made["pdf"]))
    assert tight("<b>bold</b> \\u{202E} $x^2$ \\u{6F22}") in tight(printed)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_day_on_which_nothing_happened_has_a_report(language: str) -> None:
    made = report(day_end(book()), language, ALL)
    assert made["pdf"].startswith(b"%PDF")
    assert made["csv"].decode("utf-8-sig").strip() == ",".join(COLUMNS)


def test_changes_of_bookings_are_counted_without_those_taken_back() -> None:
    said = Writer()
    slot = {"slot_start": "2026-11-22T13:00:00.000Z", "slot_end": "2026-11-22T14:00:00.000Z"}
    said.say(EventKind.RESCHEDULED, 1, 100, **slot)
    back = said.say(EventKind.RESCHEDULED, 2, 101, **slot)
    said.say(EventKind.UNDONE, 2, 102, event_id=back.event_id)
    said.say(EventKind.WAITLISTED, 2, 103)
    end = day_end(book([reservation(1), reservation(2)], said.events))
    assert figures(end.book).changed == {EventKind.RESCHEDULED: 1, EventKind.WAITLISTED: 1}
    assert "Moved to another slot" in report(end, "en", frozenset({"html"}))["html"].decode()


def test_how_the_day_stands_is_said_first() -> None:
    said = Writer()
    said.say(EventKind.ARRIVED, 1, 1, call_number="A001")
    for language, words in WORDS.items():
        first = document(day_end(book([reservation(1)], said.events)), language).sections[0].blocks[0]
        assert isinstance(first, Text)
        assert (first.tone, first.text) == ("bad", words.standings[Standing.UNEXPLAINED].format(count="1"))


def test_both_languages_have_every_word() -> None:
    for words in WORDS.values():
        assert set(words.standings) == set(Standing)
        assert set(words.outcomes) == set(Outcome)
        assert set(words.places) == set(UnitPlace)
        assert set(words.kinds) == set(DifferenceKind)
        assert set(words.spans) == set(Span)
        assert set(words.steps) == set(Step)
        assert set(words.conflict_kinds) == set(ConflictKind)
        assert set(words.reject_reasons) == set(RejectReason)
        assert set(words.change_kinds) == set(CHANGES)
        silent = {"admit", "late_grace", "training_code", "staff_badge", "several_codes"}
        assert set(words.verdicts) == {*VerdictKind} - silent | {"wrong_box", "wrong_unit"}
    same = {field.name for field in fields(FRENCH) if getattr(FRENCH, field.name) == getattr(ENGLISH, field.name)}
    assert same <= {"equation", "said_by", "minutes", "ninety_of", "incident", "verdict"}


def test_files_are_whole_or_not_there_and_nobody_else_s(tmp_path: Path) -> None:
    write({"csv": b"x"}, {"csv": tmp_path / "new" / "day.csv"})
    assert (tmp_path / "new" / "day.csv").stat().st_mode & 0o777 == 0o600
    (tmp_path / "file").touch()
    with pytest.raises(Fault, match="Choose another place"):
        write({"csv": b"x"}, {"csv": tmp_path / "file" / "day.csv"})
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "new"]


def test_the_same_day_makes_the_same_pages(example: DayEnd) -> None:
    at = datetime(2026, 11, 22, 22, tzinfo=UTC)
    end = replace(example, book=replace(example.book, now=at))
    made = [report(end, "fr", frozenset({"html"}))["html"] for _ in range(2)]
    assert made[0] == made[1]
    assert DAY.isoformat() not in made[0].decode(), "days are written as people write them"

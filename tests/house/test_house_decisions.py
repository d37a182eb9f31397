"""Each decision note says why, what follows, and what was turned down."""

import re

from tests.house.tracked import ROOT

NOTES = sorted((ROOT / "docs" / "decisions").glob("*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Alternatives turned down"]


def test_notes_are_numbered_without_a_gap() -> None:
    assert [note.name[:4] for note in NOTES] == [f"{number:03}-" for number in range(1, len(NOTES) + 1)]


def test_every_note_has_its_sections_in_order() -> None:
    for note in NOTES:
        text = note.read_text()
        assert text.startswith(f"# {note.name[:3]}. "), note.name
        assert re.findall(r"^## (.*)", text, re.MULTILINE) == SECTIONS, note.name


def test_notes_named_elsewhere_exist() -> None:
    numbers = {note.name[:3] for note in NOTES}
    files = [ROOT / "pyproject.toml", ROOT / "README.md", *(ROOT / "packaging").glob("*.md")]
    for path in files:
        for number in re.findall(r"decisions/(\d{3})", path.read_text()):
            assert number in numbers, f"{path.name} names decision {number}"

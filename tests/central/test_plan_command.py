"""`kiosk-central plan`: what is published reaches a terminal, and a bad file is refused whole, with what is wrong in it."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from central.cli import main
from central.errors import CentralError
from central.opening_day.file import read_plan, template
from kiosk.domain.opening.checklist import DEFAULT
from kiosk.domain.policy import Role

PARIS = ZoneInfo("Europe/Paris")
GOOD = """
[[day]]
date = 2026-11-20
opens = 10:00:00
closes = 20:00:00
counters = ["1", "2"]
[[day.team]]
role = "greeter"
from = 09:30:00
to = 20:00:00
people = 2
[[checklist]]
item = "coffee"
before = 30
role = "greeter"
fr = "Café prêt"
en = "Coffee ready"
"""


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    database = ["--database", str(tmp_path / "central.db")]
    assert (
        main(["init", *database, "--launch", "1", "--name", "First Light", "--store", "1:Rivoli:Paris:Europe/Paris"])
        == 0
    )
    return database


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_in_the_stores_own_time(tmp_path: Path) -> None:
    plan = read_plan(file(tmp_path, GOOD), PARIS)
    (day,) = plan.days
    assert (day.day, day.opens) == ("2026-11-20", datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert (day.shifts[0].role, day.shifts[0].start) == (Role.GREETER, datetime(2026, 11, 20, 8, 30, tzinfo=UTC))
    assert plan.checklist is not None
    assert [(one.item, one.role, one.before_min) for one in plan.checklist.items] == [("coffee", Role.GREETER, 30)]


def test_the_template_is_a_good_file_with_the_list_that_ships(tmp_path: Path) -> None:
    plan = read_plan(file(tmp_path, template(datetime(2026, 11, 20, tzinfo=UTC).date())), PARIS)
    assert plan.checklist == DEFAULT
    assert plan.days[0].shifts


WRONG = {
    "cook": (GOOD.replace('role = "greeter"\nfrom', 'role = "cook"\nfrom'), "cook"),
    "closes before it opens": (GOOD.replace("closes = 20", "closes = 09"), "day 2026-11-20: it closes at 09:00"),
    "shift without length": (GOOD.replace("to = 20:00:00", "to = 09:30:00"), "team 1"),
    "unknown key": (GOOD.replace("counters", "desks"), "desks"),
    "counter twice": (GOOD.replace('"2"', '"1"'), "counter 1 stands there twice"),
    "no French": (GOOD.replace('fr = "Café prêt"', 'fr = " "'), "coffee: fr"),
    "odd name": (GOOD.replace('item = "coffee"', 'item = "Coffee!"'), "Coffee!"),
    "nobody": (GOOD.replace("people = 2", "people = 0"), "people"),
    "two lines": (GOOD.replace("Coffee ready", "Coffee\\nready"), "coffee: en"),
    "no TOML": ("[[day", "no TOML"),
    "empty": ("", "plans nothing"),
    "day twice": (GOOD + GOOD[: GOOD.index("[[checklist]]")], "day 2026-11-20 stands there twice"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_bad_file_says_what_and_where(tmp_path: Path, name: str) -> None:
    text, said = WRONG[name]
    with pytest.raises(CentralError) as refused:
        read_plan(file(tmp_path, text), PARIS)
    assert said in str(refused.value)


def test_published_shown_and_replaced(tmp_path: Path, place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, GOOD)
    assert main(["plan", *place, "show", "--store", "1"]) == 0
    assert "No day is planned" in capsys.readouterr().out
    assert main(["plan", *place, "import", str(path), "--store", "1"]) == 0
    assert capsys.readouterr().out == "Published: 2026-11-20; 1 items to tick.\n"
    assert main(["plan", *place, "show", "--store", "1"]) == 0
    said = capsys.readouterr().out
    assert "2026-11-20  10:00 to 20:00  counters: 1, 2" in said
    assert "09:30 to 20:00  2 greeter" in said
    assert "[ ]" in said
    assert "Coffee ready" in said
    assert "this store’s own" in said
    path.write_text(GOOD[: GOOD.index("[[checklist]]")].replace("10:00:00", "11:00:00"), encoding="utf-8")
    assert main(["plan", *place, "import", str(path), "--store", "1"]) == 0
    main(["plan", *place, "show", "--store", "1"])
    said = capsys.readouterr().out
    assert "2026-11-20  11:00 to 20:00" in said
    assert "Coffee ready" in said, "a file without a checklist leaves it"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "--store", "1"], "wants one file"),
        (["show"], "wants a store"),
        (["show", "--store", "9"], "store"),
        (["import", "nowhere.toml", "--store", "1"], "cannot be read"),
    ],
)
def test_what_is_missing_is_said(
    place: list[str], arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", *place, *arguments]) == 1
    assert said in capsys.readouterr().err


def test_a_template_for_the_shell(place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", *place, "template"]) == 0
    assert "[[checklist]]" in capsys.readouterr().out

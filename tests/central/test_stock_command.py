"""`kiosk-central stock`: a delivery comes to the store's feed, and what makes no sense changes nothing."""

from pathlib import Path

import pytest

from kiosk.cli.central_process import CentralProcess
from kiosk.errors import Fault
from tests.e2e.parts import central_with, reservation


@pytest.fixture
def central(tmp_path: Path) -> CentralProcess:
    other = reservation("R2", "another code", sku="AUB-45")
    return central_with(tmp_path, [reservation("R1", "a code"), other])


def file(folder: Path, text: str) -> str:
    path = folder / "stock.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def shown(central: CentralProcess) -> dict[str, list[str]]:
    lines = central.run("stock", "show", "--store", "1").splitlines()[1:]
    return {line.split()[0]: line.split()[1:] for line in lines}


def test_a_delivery_is_imported_shown_and_set_anew(tmp_path: Path, central: CentralProcess) -> None:
    assert shown(central)["AUB-41"] == ["?", "?", "0", "0", "0", "0", "?"]
    said = central.run(
        "stock", "import", file(tmp_path, "SKU;delivered;alternatives\nAUB-41;12;AUB-45\nAUB-45;0;\n"), "--store", "1"
    )
    assert said == "2 models: 2 changed.\n"
    assert shown(central) == {
        "AUB-41": ["12", "12", "0", "0", "0", "0", "12"],
        "AUB-45": ["0", "0", "0", "0", "0", "0", "0"],
    }
    assert central.run("stock", "set", "AUB-41", "20", "--store", "1") == "1 models: 1 changed.\n"
    assert central.run("stock", "set", "AUB-41", "20", "--store", "1") == "1 models: 0 changed.\n"
    assert shown(central)["AUB-41"][:2] == ["20", "20"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sku\nAUB-41\n", "lacks the columns delivered"),
        (
            "sku,delivered\nAUB-41,many\n,3\nAUB-45,-1\n",
            "line 2: delivered 'many'.*line 3: a sku.*line 4: delivered '-1'",
        ),
        ("sku,delivered\nAUB-41,1\nAUB-41,2\n", "line 3: AUB-41 stands in line 2"),
        ("sku,delivered\n", "names no model"),
        ("sku,delivered\nAUB-99,1\n", "Nobody knows the model AUB-99"),
        ("sku,delivered,alternatives\nAUB-41,1,AUB-98\n", "Nobody knows the model AUB-98"),
        ("sku,delivered,alternatives\nAUB-41,1,AUB-41\n", "its own alternative"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_where(
    tmp_path: Path, central: CentralProcess, text: str, says: str
) -> None:
    with pytest.raises(Fault, match=says):
        central.run("stock", "import", file(tmp_path, text), "--store", "1")
    assert shown(central)["AUB-41"][0] == "?"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("set", "AUB-41", "1.5"), "no number"),
        (("set", "AUB-41"), "wants 2 more words"),
        (("import",), "wants 1 more words"),
        (("import", "nowhere.csv"), "cannot be read"),
    ],
)
def test_a_wrong_command_says_what_is_wanted(central: CentralProcess, arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises(Fault, match=says):
        central.run("stock", *arguments, "--store", "1")


def test_another_store_is_named(central: CentralProcess) -> None:
    with pytest.raises(Fault, match="There is no store 7"):
        central.run("stock", "show", "--store", "7")

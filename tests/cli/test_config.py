"""The configuration file: every mistake is named before a window opens."""

from pathlib import Path

import pytest

from kiosk.cli.config import Config, read_config
from kiosk.errors import ConfigError

EXAMPLE = Path(__file__).parents[2] / "packaging" / "kiosk.example.toml"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_shows_the_defaults() -> None:
    assert read_config(EXAMPLE) == Config()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 'blue'", "colour"),
        ("[camera]\nknd = 'device'", "knd"),
        ("[camera]\nkind = 'telepathy'", "telepathy"),
        ("[screen]\nlanguage = 'de'", "de"),
        ("[hand]\nport = 'COM3'", "port"),
        ("[hand]\nbaud = 0", "baud"),
        ("[hand]\nparity = 'mark'", "mark"),
        ("[screen]\nwidth = 'wide'", "width"),
        ("[staff]\nroles = ['janitor']", "janitor"),
        ("[keys]\nstore = 'development'", "production"),
    ],
)
def test_a_mistake_is_named_with_the_file_and_the_way_out(tmp_path: Path, text: str, named: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert named in str(error.value)
    assert str(path) in str(error.value)
    assert "kiosk.example.toml" in str(error.value)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 2"):
        read_config(written(tmp_path, "production = false\n[camera\n"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(tmp_path / "missing.toml")


def test_in_production_people_sign_in(tmp_path: Path) -> None:
    """No name in a file acts there: neither as the file says, nor by default."""
    for staff in ("id = 'boss'", "roles = ['supervisor']"):
        with pytest.raises(ConfigError, match="people sign in"):
            read_config(written(tmp_path, f"production = true\n[staff]\n{staff}\n"))
        assert not read_config(written(tmp_path, f"production = false\n[staff]\n{staff}\n")).signs_in
    assert read_config(written(tmp_path, "production = true\n")).signs_in
    assert read_config(written(tmp_path, "production = false\n[staff]\nsign_in = true\n")).signs_in

"""Which station this terminal is: as the command line says, else the configuration, else as it was chosen on the screen.

The choice lies in a small file beside the database, so that it outlives a database that had to be set aside.
"""

import logging
from pathlib import Path

import msgspec

from kiosk.cli.config import Config, StationConfig
from kiosk.domain.station import Station
from ui.station_context import Choice

FILE = "station.json"

log = logging.getLogger(__name__)


class Kept(msgspec.Struct, frozen=True):
    """`station.json`."""

    station: Station
    counter: str = ""
    second: Station | None = None


def first_choice(config: Config, asked: str = "", counter: str = "", second: str = "") -> Choice | None:
    """None: the first screen asks. `asked`, `counter` and `second` are the command line's."""
    configured = config.station
    kept = kept_choice(config.folder)
    name = asked or configured.name
    if name:
        station = Station(name)
        was = kept.counter if kept is not None and kept.station is station else ""
        number = counter or configured.counter or was
        return Choice(station, number if station is Station.COUNTER else "", _second(station, second, configured))
    if kept is None:
        return None
    return Choice(kept.station, counter or kept.counter, _second(kept.station, second, configured) or kept.second)


def _second(first: Station, asked: str, configured: StationConfig) -> Station | None:
    name = asked or configured.second
    return Station(name) if name and Station(name) is not first else None


def kept_choice(folder: Path) -> Choice | None:
    """What was chosen on the screen last; None when nothing was, or the file is not readable."""
    try:
        kept = msgspec.json.decode((folder / FILE).read_bytes(), type=Kept)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        log.warning("the chosen station is not known any more: %s", error)
        return None
    return Choice(kept.station, kept.counter, kept.second)


def keep_choice(folder: Path, choice: Choice) -> None:
    """For the next start. That it could not be kept stops nobody from working."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / (FILE + ".new")
        unfinished.write_bytes(msgspec.json.encode(Kept(choice.station, choice.counter, choice.second)))
        unfinished.replace(folder / FILE)
    except OSError as error:
        log.warning("the chosen station could not be kept: %s", error)

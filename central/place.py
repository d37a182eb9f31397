"""Where central's database is: a file (SQLite), or a server's URL (PostgreSQL). Says so without user, password or options."""

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from central.errors import CentralError

Place = Path | URL

URL_VARIABLE = "KIOSK_CENTRAL_DATABASE_URL"
"""So that no password stands in the command line, which every user of a machine can read."""

DRIVER = "postgresql+psycopg"
EXAMPLE = f"{DRIVER}://kiosk@db.example/central"


def place_of(text: Path | str | URL) -> Place:
    """A path, or whatever holds `://` as a URL of PostgreSQL. Raises CentralError; it never repeats what it was given."""
    if isinstance(text, Path) or (isinstance(text, str) and "://" not in text):
        return Path(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # either may quote the text, password and all
        raise CentralError("The database URL cannot be read", f"Write it like {EXAMPLE}") from None
    if url.drivername not in (DRIVER, "postgresql", "postgres"):
        raise CentralError(f"{url.drivername} is not a database central knows", f"Write it like {EXAMPLE}")
    if not url.database:
        raise CentralError("The database URL names no database", f"Write it like {EXAMPLE}")
    return url.set(drivername=DRIVER)


def chosen_place(path: Path | None, url: str | None, default: str) -> Place:
    """What the command line says, else the environment, else the default file. Raises CentralError."""
    if path is not None:
        return place_of(path)
    return place_of(url or os.environ.get(URL_VARIABLE) or Path(default))


def spoken(place: Place) -> str:
    """For messages and logs."""
    if isinstance(place, Path):
        return str(place)
    hosts = place.normalized_query.get("host", ())
    at = ",".join(hosts) or (f"{place.host or ''}:{place.port}" if place.port else place.host or "")
    return f"postgresql://{at}/{place.database}"

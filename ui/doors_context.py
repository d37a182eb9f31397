"""What the doors-open page is given beside what every station has. Knows no Qt; `kiosk/cli/doors_page.py` fills it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from kiosk.domain.doors.finding import Finding


@dataclass(frozen=True)
class DoorsContext:
    inspect: Callable[[bool, int], Future[tuple[Finding, ...]]]
    """Every check but what a person tries, which is told as not tried, or as tried this morning. `inspect(second,
    monitors)`: whether a second screen belongs here, and how many there are. Returns at once."""
    version: str = ""
    real_camera: bool = True
    """False: pictures come from a file or a drawn scene, and prove no camera."""
    print_trial: Callable[[str], Future[None]] | None = None
    """Prints a trial receipt in this language; the future fails when it did not come out. None: no printer here."""

"""What the doors-open check asks, what it may find, and how bad that is. Pure: values, no judgement from figures.

A finding is one of `Found`, and each has its light here, so that nothing turns green by an `else`. What was not tried is
amber; what a terminal does without is `NOT_NEEDED`, and says so. Words: `ui/doors_words.py`, which changes with this file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Figure = int | str


class Light(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    """It works, and somebody should look; or nobody has looked yet."""
    RED = "red"
    """Not with this terminal, until it is mended."""
    NOT_NEEDED = "not_needed"
    """This terminal does without, by its configuration."""


class Check(StrEnum):
    """In the order in which a person reads them."""

    DATA = "data"
    UNSENT = "unsent"
    LINK = "link"
    HUB = "hub"
    CLOCK = "clock"
    STAFF = "staff"
    CODES = "codes"
    VERSION = "version"
    CAMERA = "camera"
    HAND_SCANNER = "hand_scanner"
    SOUND = "sound"
    PRINTER = "printer"
    SECOND_SCREEN = "second_screen"
    POWER = "power"
    DISK = "disk"
    SPACE = "space"
    KEY_STORE = "key_store"
    CERTIFICATES = "certificates"


WAIVABLE = (
    Check.CAMERA,
    Check.HAND_SCANNER,
    Check.SOUND,
    Check.PRINTER,
    Check.SECOND_SCREEN,
    Check.POWER,
    Check.HUB,
)
"""What a terminal may do without, if its configuration says so. The rest is what makes it a terminal."""
BY_PERSON = (Check.CAMERA, Check.HAND_SCANNER, Check.SOUND, Check.PRINTER)
"""What no machine can say by itself."""


class Found(StrEnum):
    """`<check>.<what>`."""

    DATA_WHOLE = "data.whole"
    DATA_EMPTY = "data.empty"
    DATA_PARTIAL = "data.partial"
    DATA_DOUBTFUL = "data.doubtful"
    """Fetched anew, and still not equal to central's."""
    DATA_QUARANTINED = "data.quarantined"
    """Whole, and some rows cannot be read."""
    DATA_STALE = "data.stale"
    DATA_UNASKED = "data.unasked"
    """The database is another program's, which has not said lately how it stands."""

    UNSENT_NONE = "unsent.none"
    UNSENT_SOME = "unsent.some"
    UNSENT_REJECTED = "unsent.rejected"
    UNSENT_COPIED = "unsent.copied"
    """Two machines write as this terminal."""
    UNSENT_UNASKED = "unsent.unasked"

    LINK_ONLINE = "link.online"
    LINK_OFFLINE = "link.offline"
    LINK_REFUSED = "link.refused"
    LINK_PORTAL = "link.portal"
    """Something else than central answers."""
    LINK_PROTOCOL = "link.protocol"
    LINK_SERVER = "link.server"

    HUB_NONE = "hub.none"
    HUB_THROUGH = "hub.through"
    HUB_BEHIND = "hub.behind"
    """Reached, and it does not reach central."""
    HUB_PASSED_BY = "hub.passed_by"
    """The store has one, and this terminal talks to central past it."""
    HUB_UNREACHED = "hub.unreached"
    HUB_UNASKED = "hub.unasked"
    HUB_WAIVED = "hub.waived"

    CLOCK_RIGHT = "clock.right"
    CLOCK_OFF = "clock.off"
    CLOCK_WRONG = "clock.wrong"
    CLOCK_UNMEASURED = "clock.unmeasured"

    STAFF_LISTED = "staff.listed"
    STAFF_EMPTY = "staff.empty"
    STAFF_NO_SUPERVISOR = "staff.no_supervisor"
    STAFF_NO_SIGN_IN = "staff.no_sign_in"
    """Nobody signs in here: development and the demo."""
    STAFF_UNASKED = "staff.unasked"

    CODES_TRUSTED = "codes.trusted"
    CODES_ENDING = "codes.ending"
    CODES_UNTRUSTED = "codes.untrusted"
    CODES_UNASKED = "codes.unasked"

    VERSION_EQUAL = "version.equal"
    VERSION_DIFFERS = "version.differs"
    VERSION_UNTOLD = "version.untold"
    """Some terminals have not said theirs lately."""
    VERSION_UNASKED = "version.unasked"

    CAMERA_READS = "camera.reads"
    CAMERA_NOT_SHOWN = "camera.not_shown"
    CAMERA_NOT_TRIED = "camera.not_tried"
    CAMERA_STAND_IN = "camera.stand_in"
    """It read the card from a file or a drawn scene: no camera was proven."""
    CAMERA_MISSING = "camera.missing"
    CAMERA_NONE = "camera.none"
    CAMERA_WAIVED = "camera.waived"

    HAND_SCANNER_HEARD = "hand_scanner.heard"
    HAND_SCANNER_NOT_HEARD = "hand_scanner.not_heard"
    HAND_SCANNER_WRONG_KEYBOARD = "hand_scanner.wrong_keyboard"
    HAND_SCANNER_DAMAGES = "hand_scanner.damages"
    HAND_SCANNER_MISSING = "hand_scanner.missing"
    """The serial one that is configured."""
    HAND_SCANNER_WAIVED = "hand_scanner.waived"

    SOUND_HEARD = "sound.heard"
    SOUND_NOT_ASKED = "sound.not_asked"
    SOUND_NOT_HEARD = "sound.not_heard"
    SOUND_NO_DEVICE = "sound.no_device"
    SOUND_OFF = "sound.off"
    SOUND_WAIVED = "sound.waived"

    PRINTER_LEGIBLE = "printer.legible"
    PRINTER_NOT_TRIED = "printer.not_tried"
    PRINTER_ILLEGIBLE = "printer.illegible"
    PRINTER_FAILED = "printer.failed"
    PRINTER_NONE = "printer.none"
    PRINTER_WAIVED = "printer.waived"

    SECOND_SCREEN_THERE = "second_screen.there"
    SECOND_SCREEN_MISSING = "second_screen.missing"
    SECOND_SCREEN_NOT_TRIED = "second_screen.not_tried"
    SECOND_SCREEN_NONE = "second_screen.none"
    SECOND_SCREEN_WAIVED = "second_screen.waived"

    POWER_MAINS = "power.mains"
    POWER_LOW = "power.low"
    """On the mains, and its battery would not last."""
    POWER_UNPLUGGED = "power.unplugged"
    POWER_EMPTY = "power.empty"
    POWER_UNTOLD = "power.untold"
    """This machine tells of no battery and no UPS."""
    POWER_WAIVED = "power.waived"

    DISK_WRITES = "disk.writes"
    DISK_SLOW = "disk.slow"
    DISK_REFUSED = "disk.refused"
    DISK_MOVED_ASIDE = "disk.moved_aside"
    """It writes, and a database lies there that could not be read once."""

    SPACE_ENOUGH = "space.enough"
    SPACE_LITTLE = "space.little"
    SPACE_NONE = "space.none"
    SPACE_UNTOLD = "space.untold"

    KEY_STORE_KEPT = "key_store.kept"
    KEY_STORE_DEVELOPMENT = "key_store.development"
    KEY_STORE_LOCKED = "key_store.locked"
    KEY_STORE_NOT_ENROLLED = "key_store.not_enrolled"
    KEY_STORE_WITHDRAWN = "key_store.withdrawn"
    KEY_STORE_NO_DATABASE = "key_store.no_database"
    """The keys are there, and the database cannot be opened with them."""

    CERTIFICATES_GOOD = "certificates.good"
    CERTIFICATES_SOON = "certificates.soon"
    CERTIFICATES_ENDED = "certificates.ended"
    CERTIFICATES_EARLY = "certificates.early"
    """Not good yet, by this terminal's clock."""
    CERTIFICATES_UNSEEN = "certificates.unseen"
    """The server's could not be looked at."""
    CERTIFICATES_NONE = "certificates.none"
    """No server is reached through TLS."""

    @property
    def check(self) -> Check:
        return Check(self.partition(".")[0])

    @property
    def light(self) -> Light:
        if self in _GREEN:
            return Light.GREEN
        if self in _NOT_NEEDED:
            return Light.NOT_NEEDED
        return Light.RED if self in _RED else Light.AMBER


_GREEN = frozenset(
    {
        Found.DATA_WHOLE,
        Found.UNSENT_NONE,
        Found.LINK_ONLINE,
        Found.HUB_THROUGH,
        Found.CLOCK_RIGHT,
        Found.STAFF_LISTED,
        Found.CODES_TRUSTED,
        Found.VERSION_EQUAL,
        Found.CAMERA_READS,
        Found.HAND_SCANNER_HEARD,
        Found.SOUND_HEARD,
        Found.PRINTER_LEGIBLE,
        Found.SECOND_SCREEN_THERE,
        Found.POWER_MAINS,
        Found.DISK_WRITES,
        Found.SPACE_ENOUGH,
        Found.KEY_STORE_KEPT,
        Found.CERTIFICATES_GOOD,
    }
)
"""One of each check."""
_NOT_NEEDED = frozenset(
    {
        Found.HUB_NONE,
        Found.CAMERA_NONE,
        Found.SOUND_OFF,
        Found.PRINTER_NONE,
        Found.SECOND_SCREEN_NONE,
        Found.CERTIFICATES_NONE,
        *(Found(f"{check}.waived") for check in WAIVABLE),
    }
)
_RED = frozenset(
    {
        Found.DATA_EMPTY,
        Found.DATA_PARTIAL,
        Found.DATA_DOUBTFUL,
        Found.UNSENT_COPIED,
        Found.LINK_REFUSED,
        Found.LINK_PROTOCOL,
        Found.CLOCK_WRONG,
        Found.STAFF_EMPTY,
        Found.STAFF_NO_SUPERVISOR,
        Found.CODES_UNTRUSTED,
        Found.CAMERA_MISSING,
        Found.HAND_SCANNER_WRONG_KEYBOARD,
        Found.HAND_SCANNER_DAMAGES,
        Found.HAND_SCANNER_MISSING,
        Found.SOUND_NOT_HEARD,
        Found.SOUND_NO_DEVICE,
        Found.PRINTER_ILLEGIBLE,
        Found.PRINTER_FAILED,
        Found.SECOND_SCREEN_MISSING,
        Found.POWER_EMPTY,
        Found.DISK_REFUSED,
        Found.SPACE_NONE,
        Found.KEY_STORE_LOCKED,
        Found.KEY_STORE_NOT_ENROLLED,
        Found.KEY_STORE_WITHDRAWN,
        Found.KEY_STORE_NO_DATABASE,
        Found.CERTIFICATES_ENDED,
        Found.CERTIFICATES_EARLY,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check. `figures` fill the words; never a person's, never a code's."""

    found: Found
    figures: Mapping[str, Figure] = field(default_factory=dict[str, Figure])

    @property
    def check(self) -> Check:
        return self.found.check

    @property
    def light(self) -> Light:
        return self.found.light


def finding(found: Found, **figures: Figure) -> Finding:
    return Finding(found, figures)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything that was found at one terminal at one time."""

    at: datetime
    version: str
    """Of the program."""
    station: str
    """Empty: not chosen yet."""
    findings: tuple[Finding, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        """What nobody has asked."""
        asked = {one.check for one in self.findings}
        return tuple(check for check in Check if check not in asked)

    @property
    def light(self) -> Light:
        """The worst one; what was not asked at all counts as amber."""
        return worst([*(one.light for one in self.findings), *(Light.AMBER for _ in self.missing)])

    def of(self, check: Check) -> Finding | None:
        return next((one for one in self.findings if one.check is check), None)


def worst(lights: Iterable[Light]) -> Light:
    """Amber where there is nothing to be said green."""
    told = set(lights)
    if Light.RED in told:
        return Light.RED
    return Light.GREEN if told <= {Light.GREEN, Light.NOT_NEEDED} and Light.GREEN in told else Light.AMBER


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """As a person reads them; of two on one check the later one."""
    last = {one.check: one for one in findings}
    return tuple(last[check] for check in Check if check in last)

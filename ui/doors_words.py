"""What the doors-open check says: its lines, what was found, and what to do about it. English, translated like all texts.

The page shows them, and `kiosk doctor` prints them. Names in braces are figures of `kiosk.domain.doors.finding`, which
changes with this file; `assets/translations/kiosk_fr.ts` does too.
"""

from dataclasses import dataclass

from kiosk.domain.doors.finding import Check, Finding, Found
from ui.words import QT_TRANSLATE_NOOP

CONTEXT = "Doors"


@dataclass(frozen=True, slots=True)
class Said:
    says: str
    do: str = ""
    """What to do; empty where nothing is to be done."""


CHECKS: dict[Check, str] = {
    Check.DATA: QT_TRANSLATE_NOOP("Doors", "Reservations"),
    Check.UNSENT: QT_TRANSLATE_NOOP("Doors", "To send"),
    Check.LINK: QT_TRANSLATE_NOOP("Doors", "Link to central"),
    Check.HUB: QT_TRANSLATE_NOOP("Doors", "Store hub"),
    Check.CLOCK: QT_TRANSLATE_NOOP("Doors", "Clock"),
    Check.STAFF: QT_TRANSLATE_NOOP("Doors", "Staff list"),
    Check.CODES: QT_TRANSLATE_NOOP("Doors", "Keys of the codes"),
    Check.VERSION: QT_TRANSLATE_NOOP("Doors", "Version"),
    Check.CAMERA: QT_TRANSLATE_NOOP("Doors", "Camera"),
    Check.HAND_SCANNER: QT_TRANSLATE_NOOP("Doors", "Hand scanner"),
    Check.SOUND: QT_TRANSLATE_NOOP("Doors", "Sound"),
    Check.PRINTER: QT_TRANSLATE_NOOP("Doors", "Receipt printer"),
    Check.SECOND_SCREEN: QT_TRANSLATE_NOOP("Doors", "Second screen"),
    Check.POWER: QT_TRANSLATE_NOOP("Doors", "Power"),
    Check.DISK: QT_TRANSLATE_NOOP("Doors", "Disk"),
    Check.SPACE: QT_TRANSLATE_NOOP("Doors", "Free space"),
    Check.KEY_STORE: QT_TRANSLATE_NOOP("Doors", "Key store"),
    Check.CERTIFICATES: QT_TRANSLATE_NOOP("Doors", "Certificates"),
}

_WAIVED = Said(QT_TRANSLATE_NOOP("Doors", "Not needed here"))
_UNASKED = Said(
    QT_TRANSLATE_NOOP("Doors", "Not checked: the kiosk that runs here has not said lately how it stands"),
    QT_TRANSLATE_NOOP("Doors", "Check on its own screen, or close it and check again."),
)

WORDS: dict[Found, Said] = {
    Found.DATA_WHOLE: Said(QT_TRANSLATE_NOOP("Doors", "All {held} are here, equal to central’s")),
    Found.DATA_EMPTY: Said(
        QT_TRANSLATE_NOOP("Doors", "None has come yet"),
        QT_TRANSLATE_NOOP("Doors", "Connect this terminal, and wait until all have come."),
    ),
    Found.DATA_PARTIAL: Said(
        QT_TRANSLATE_NOOP("Doors", "{held} of {expected} are here, not yet proven whole"),
        QT_TRANSLATE_NOOP("Doors", "Keep this terminal connected until all have come."),
    ),
    Found.DATA_DOUBTFUL: Said(
        QT_TRANSLATE_NOOP("Doors", "They differ from central’s, though they were fetched anew"),
        QT_TRANSLATE_NOOP("Doors", "Use another terminal, and call support."),
    ),
    Found.DATA_QUARANTINED: Said(
        QT_TRANSLATE_NOOP("Doors", "{count} rows of central cannot be read here"),
        QT_TRANSLATE_NOOP("Doors", "Update this kiosk, or have central’s rows corrected."),
    ),
    Found.DATA_STALE: Said(
        QT_TRANSLATE_NOOP("Doors", "{held} are here, last compared {minutes} min ago"),
        QT_TRANSLATE_NOOP("Doors", "Connect this terminal: what was booked since is not here."),
    ),
    Found.DATA_UNASKED: _UNASKED,
    Found.UNSENT_NONE: Said(QT_TRANSLATE_NOOP("Doors", "Nothing waits")),
    Found.UNSENT_SOME: Said(
        QT_TRANSLATE_NOOP("Doors", "{count} events wait for central"),
        QT_TRANSLATE_NOOP("Doors", "Keep this terminal connected until the number is 0."),
    ),
    Found.UNSENT_REJECTED: Said(
        QT_TRANSLATE_NOOP("Doors", "Central does not believe {count} events"),
        QT_TRANSLATE_NOOP("Doors", "Have support look at `kiosk outbox list`."),
    ),
    Found.UNSENT_COPIED: Said(
        QT_TRANSLATE_NOOP("Doors", "Two machines write as this terminal"),
        QT_TRANSLATE_NOOP("Doors", "Find the other one and switch it off. Then close the incident."),
    ),
    Found.UNSENT_UNASKED: _UNASKED,
    Found.LINK_ONLINE: Said(QT_TRANSLATE_NOOP("Doors", "Connected")),
    Found.LINK_OFFLINE: Said(
        QT_TRANSLATE_NOOP("Doors", "Not reached: this terminal goes on by itself"),
        QT_TRANSLATE_NOOP("Doors", "Check cable or network before the doors open."),
    ),
    Found.LINK_REFUSED: Said(
        QT_TRANSLATE_NOOP("Doors", "Central refuses this terminal"),
        QT_TRANSLATE_NOOP("Doors", "Enrol it again."),
    ),
    Found.LINK_PORTAL: Said(
        QT_TRANSLATE_NOOP("Doors", "Something else than central answers"),
        QT_TRANSLATE_NOOP("Doors", "Log in to the store’s network, or take another one."),
    ),
    Found.LINK_PROTOCOL: Said(
        QT_TRANSLATE_NOOP("Doors", "Central speaks another version"),
        QT_TRANSLATE_NOOP("Doors", "Update this kiosk."),
    ),
    Found.LINK_SERVER: Said(
        QT_TRANSLATE_NOOP("Doors", "Central answers with an error"),
        QT_TRANSLATE_NOOP("Doors", "Tell the head office. This terminal goes on by itself."),
    ),
    Found.HUB_NONE: Said(QT_TRANSLATE_NOOP("Doors", "Not needed: this store has none")),
    Found.HUB_THROUGH: Said(QT_TRANSLATE_NOOP("Doors", "Reached, and it reaches central")),
    Found.HUB_BEHIND: Said(
        QT_TRANSLATE_NOOP("Doors", "Reached, but it does not reach central; {count} events wait there"),
        QT_TRANSLATE_NOOP("Doors", "Check the store’s line to the internet."),
    ),
    Found.HUB_PASSED_BY: Said(
        QT_TRANSLATE_NOOP("Doors", "Not used: this terminal talks to central past it"),
        QT_TRANSLATE_NOOP("Doors", "Check that the hub’s machine is on, and in this network."),
    ),
    Found.HUB_UNREACHED: Said(
        QT_TRANSLATE_NOOP("Doors", "Not reached"),
        QT_TRANSLATE_NOOP("Doors", "Check that the hub’s machine is on, and in this network."),
    ),
    Found.HUB_UNASKED: _UNASKED,
    Found.HUB_WAIVED: _WAIVED,
    Found.CLOCK_RIGHT: Said(QT_TRANSLATE_NOOP("Doors", "Right to {seconds} s")),
    Found.CLOCK_OFF: Said(
        QT_TRANSLATE_NOOP("Doors", "{seconds} s off"),
        QT_TRANSLATE_NOOP("Doors", "Have the system set its clock by the network."),
    ),
    Found.CLOCK_WRONG: Said(
        QT_TRANSLATE_NOOP("Doors", "{seconds} s off: too much for time slots"),
        QT_TRANSLATE_NOOP("Doors", "Set the system’s clock, then check again."),
    ),
    Found.CLOCK_UNMEASURED: Said(
        QT_TRANSLATE_NOOP("Doors", "Not compared with central’s since the start"),
        QT_TRANSLATE_NOOP("Doors", "Compare it with your watch, or connect this terminal."),
    ),
    Found.STAFF_LISTED: Said(QT_TRANSLATE_NOOP("Doors", "{count} people, {supervisors} of them supervisors")),
    Found.STAFF_EMPTY: Said(
        QT_TRANSLATE_NOOP("Doors", "Nobody is on it: nobody can sign in"),
        QT_TRANSLATE_NOOP("Doors", "Have central import the staff list, and connect this terminal."),
    ),
    Found.STAFF_NO_SUPERVISOR: Said(
        QT_TRANSLATE_NOOP("Doors", "{count} people, and no supervisor with a badge or a PIN"),
        QT_TRANSLATE_NOOP("Doors", "Have central list one."),
    ),
    Found.STAFF_NO_SIGN_IN: Said(
        QT_TRANSLATE_NOOP("Doors", "Nobody signs in here: this is a trial"),
        QT_TRANSLATE_NOOP("Doors", "Set `production = true` before a launch day."),
    ),
    Found.STAFF_UNASKED: _UNASKED,
    Found.CODES_TRUSTED: Said(QT_TRANSLATE_NOOP("Doors", "Signed codes can be checked until {day}")),
    Found.CODES_ENDING: Said(
        QT_TRANSLATE_NOOP("Doors", "Signed codes can be checked only until {day}"),
        QT_TRANSLATE_NOOP("Doors", "Have central publish the next key today."),
    ),
    Found.CODES_UNTRUSTED: Said(
        QT_TRANSLATE_NOOP("Doors", "Signed codes cannot be checked: no valid key is here"),
        QT_TRANSLATE_NOOP("Doors", "Connect this terminal. If that does not help, call the head office."),
    ),
    Found.CODES_UNASKED: _UNASKED,
    Found.VERSION_EQUAL: Said(QT_TRANSLATE_NOOP("Doors", "{version}, the same on all {count} terminals")),
    Found.VERSION_DIFFERS: Said(
        QT_TRANSLATE_NOOP("Doors", "{version} here, {others} elsewhere ({count} terminals)"),
        QT_TRANSLATE_NOOP("Doors", "Bring all terminals to one version."),
    ),
    Found.VERSION_UNTOLD: Said(
        QT_TRANSLATE_NOOP("Doors", "{version} here; {count} terminals have not told theirs today"),
        QT_TRANSLATE_NOOP("Doors", "Run and sign this check at every terminal."),
    ),
    Found.VERSION_UNASKED: _UNASKED,
    Found.CAMERA_READS: Said(QT_TRANSLATE_NOOP("Doors", "It has read the test card")),
    Found.CAMERA_NOT_SHOWN: Said(
        QT_TRANSLATE_NOOP("Doors", "It sends pictures; the test card was not shown"),
        QT_TRANSLATE_NOOP("Doors", "Hold the test card before the camera."),
    ),
    Found.CAMERA_NOT_TRIED: Said(
        QT_TRANSLATE_NOOP("Doors", "Not checked"),
        QT_TRANSLATE_NOOP("Doors", "Hold the test card before the camera."),
    ),
    Found.CAMERA_STAND_IN: Said(
        QT_TRANSLATE_NOOP("Doors", "The test card was read from a file or a drawn scene, not by a camera"),
        QT_TRANSLATE_NOOP("Doors", "Set [camera] to this terminal’s camera."),
    ),
    Found.CAMERA_MISSING: Said(
        QT_TRANSLATE_NOOP("Doors", "It sends no pictures"),
        QT_TRANSLATE_NOOP("Doors", "Plug it out and in again; see that nothing covers it and no other program has it."),
    ),
    Found.CAMERA_NONE: Said(QT_TRANSLATE_NOOP("Doors", "Not needed: none is configured")),
    Found.CAMERA_WAIVED: _WAIVED,
    Found.HAND_SCANNER_HEARD: Said(QT_TRANSLATE_NOOP("Doors", "It has read the test card, every character right")),
    Found.HAND_SCANNER_NOT_HEARD: Said(
        QT_TRANSLATE_NOOP("Doors", "Not checked"),
        QT_TRANSLATE_NOOP("Doors", "Scan the test card with the hand scanner."),
    ),
    Found.HAND_SCANNER_WRONG_KEYBOARD: Said(
        QT_TRANSLATE_NOOP("Doors", "It types for another keyboard than this terminal’s"),
        QT_TRANSLATE_NOOP("Doors", "Set it up as its sheet says (`kiosk hand-scanner sheet`)."),
    ),
    Found.HAND_SCANNER_DAMAGES: Said(
        QT_TRANSLATE_NOOP("Doors", "It loses or changes characters"),
        QT_TRANSLATE_NOOP("Doors", "Set it up as its sheet says (`kiosk hand-scanner sheet`)."),
    ),
    Found.HAND_SCANNER_MISSING: Said(
        QT_TRANSLATE_NOOP("Doors", "The one that is configured is not there"),
        QT_TRANSLATE_NOOP("Doors", "Plug it in, or charge it."),
    ),
    Found.HAND_SCANNER_WAIVED: _WAIVED,
    Found.SOUND_HEARD: Said(QT_TRANSLATE_NOOP("Doors", "It was heard")),
    Found.SOUND_NOT_ASKED: Said(
        QT_TRANSLATE_NOOP("Doors", "Not checked"),
        QT_TRANSLATE_NOOP("Doors", "Play the tone, and say whether you hear it."),
    ),
    Found.SOUND_NOT_HEARD: Said(
        QT_TRANSLATE_NOOP("Doors", "It was played and not heard"),
        QT_TRANSLATE_NOOP("Doors", "Turn it up, or check the loudspeaker’s cable."),
    ),
    Found.SOUND_NO_DEVICE: Said(
        QT_TRANSLATE_NOOP("Doors", "This machine has no loudspeaker"),
        QT_TRANSLATE_NOOP("Doors", "Connect one, or set `sound = false`."),
    ),
    Found.SOUND_OFF: Said(QT_TRANSLATE_NOOP("Doors", "Not needed: sound is switched off")),
    Found.SOUND_WAIVED: _WAIVED,
    Found.PRINTER_LEGIBLE: Said(QT_TRANSLATE_NOOP("Doors", "A trial receipt came out legible")),
    Found.PRINTER_NOT_TRIED: Said(
        QT_TRANSLATE_NOOP("Doors", "Not checked"),
        QT_TRANSLATE_NOOP("Doors", "Print a trial receipt, and say whether it is legible."),
    ),
    Found.PRINTER_ILLEGIBLE: Said(
        QT_TRANSLATE_NOOP("Doors", "The trial receipt is not legible"),
        QT_TRANSLATE_NOOP("Doors", "Change the paper or the ink; check [receipt] in the configuration."),
    ),
    Found.PRINTER_FAILED: Said(
        QT_TRANSLATE_NOOP("Doors", "The trial receipt did not come out"),
        QT_TRANSLATE_NOOP("Doors", "Check that it is on, has paper and is connected."),
    ),
    Found.PRINTER_NONE: Said(QT_TRANSLATE_NOOP("Doors", "Not needed: none is configured")),
    Found.PRINTER_WAIVED: _WAIVED,
    Found.SECOND_SCREEN_THERE: Said(QT_TRANSLATE_NOOP("Doors", "Connected")),
    Found.SECOND_SCREEN_MISSING: Said(
        QT_TRANSLATE_NOOP("Doors", "It belongs here and is not there"),
        QT_TRANSLATE_NOOP("Doors", "Switch it on, or check its cable."),
    ),
    Found.SECOND_SCREEN_NOT_TRIED: Said(
        QT_TRANSLATE_NOOP("Doors", "Not checked: no display can be asked from here"),
        QT_TRANSLATE_NOOP("Doors", "Check on the terminal’s own screen."),
    ),
    Found.SECOND_SCREEN_NONE: Said(QT_TRANSLATE_NOOP("Doors", "Not needed: this terminal has one screen")),
    Found.SECOND_SCREEN_WAIVED: _WAIVED,
    Found.POWER_MAINS: Said(QT_TRANSLATE_NOOP("Doors", "On the mains, battery at {percent}\u00a0%")),
    Found.POWER_LOW: Said(
        QT_TRANSLATE_NOOP("Doors", "On the mains, but the battery is at {percent}\u00a0% only"),
        QT_TRANSLATE_NOOP("Doors", "Leave it plugged in: it would not last through a power cut."),
    ),
    Found.POWER_UNPLUGGED: Said(
        QT_TRANSLATE_NOOP("Doors", "On battery, at {percent}\u00a0%"),
        QT_TRANSLATE_NOOP("Doors", "Plug it in."),
    ),
    Found.POWER_EMPTY: Said(
        QT_TRANSLATE_NOOP("Doors", "On battery, at {percent}\u00a0% only"),
        QT_TRANSLATE_NOOP("Doors", "Plug it in now."),
    ),
    Found.POWER_UNTOLD: Said(
        QT_TRANSLATE_NOOP("Doors", "This machine tells of no battery and no UPS"),
        QT_TRANSLATE_NOOP("Doors", "Look at the UPS yourself. Without one, list `power` under [doors] not_needed."),
    ),
    Found.POWER_WAIVED: _WAIVED,
    Found.DISK_WRITES: Said(QT_TRANSLATE_NOOP("Doors", "It writes safely within {ms} ms")),
    Found.DISK_SLOW: Said(
        QT_TRANSLATE_NOOP("Doors", "It takes {ms} ms to write safely"),
        QT_TRANSLATE_NOOP("Doors", "Check again. If it stays slow, use another terminal at the door."),
    ),
    Found.DISK_REFUSED: Said(
        QT_TRANSLATE_NOOP("Doors", "It cannot be written: nothing would be saved"),
        QT_TRANSLATE_NOOP("Doors", "Free some space, check permissions, or use another terminal."),
    ),
    Found.DISK_MOVED_ASIDE: Said(
        QT_TRANSLATE_NOOP("Doors", "It writes; a damaged database was moved aside"),
        QT_TRANSLATE_NOOP("Doors", "Have support run `kiosk recover`, and take another terminal if you can."),
    ),
    Found.SPACE_ENOUGH: Said(QT_TRANSLATE_NOOP("Doors", "{mb} MB free")),
    Found.SPACE_LITTLE: Said(
        QT_TRANSLATE_NOOP("Doors", "{mb} MB free: enough for the day, not for much more"),
        QT_TRANSLATE_NOOP("Doors", "Delete what is not needed."),
    ),
    Found.SPACE_NONE: Said(
        QT_TRANSLATE_NOOP("Doors", "{mb} MB free: too little for the day"),
        QT_TRANSLATE_NOOP("Doors", "Delete what is not needed, now."),
    ),
    Found.SPACE_UNTOLD: Said(
        QT_TRANSLATE_NOOP("Doors", "Not checked: the system does not tell"),
        QT_TRANSLATE_NOOP("Doors", "Look at the disk’s free space yourself."),
    ),
    Found.KEY_STORE_KEPT: Said(QT_TRANSLATE_NOOP("Doors", "Open, and the system keeps it encrypted")),
    Found.KEY_STORE_DEVELOPMENT: Said(
        QT_TRANSLATE_NOOP("Doors", "A file that anybody can read: this is a trial"),
        QT_TRANSLATE_NOOP("Doors", "Set `production = true` before a launch day."),
    ),
    Found.KEY_STORE_LOCKED: Said(
        QT_TRANSLATE_NOOP("Doors", "It cannot be opened"),
        QT_TRANSLATE_NOOP("Doors", "Log in to the system’s keyring, then start the kiosk again."),
    ),
    Found.KEY_STORE_NOT_ENROLLED: Said(
        QT_TRANSLATE_NOOP("Doors", "This terminal is not enrolled"),
        QT_TRANSLATE_NOOP("Doors", "At central: `kiosk-central terminal invite`. Here: `kiosk enrol --scan`."),
    ),
    Found.KEY_STORE_WITHDRAWN: Said(
        QT_TRANSLATE_NOOP("Doors", "This terminal was withdrawn"),
        QT_TRANSLATE_NOOP("Doors", "Give it to a supervisor."),
    ),
    Found.KEY_STORE_NO_DATABASE: Said(
        QT_TRANSLATE_NOOP("Doors", "The database cannot be opened"),
        QT_TRANSLATE_NOOP("Doors", "See what `kiosk status` says, and use another terminal."),
    ),
    Found.CERTIFICATES_GOOD: Said(QT_TRANSLATE_NOOP("Doors", "Good until {day}")),
    Found.CERTIFICATES_SOON: Said(
        QT_TRANSLATE_NOOP("Doors", "One ends on {day}"),
        QT_TRANSLATE_NOOP("Doors", "Have the head office renew it."),
    ),
    Found.CERTIFICATES_ENDED: Said(
        QT_TRANSLATE_NOOP("Doors", "One has ended on {day}: central will not be reached"),
        QT_TRANSLATE_NOOP("Doors", "Have the head office renew it. Check this terminal’s date as well."),
    ),
    Found.CERTIFICATES_EARLY: Said(
        QT_TRANSLATE_NOOP("Doors", "One begins on {day} only: central will not be reached"),
        QT_TRANSLATE_NOOP("Doors", "Check this terminal’s date."),
    ),
    Found.CERTIFICATES_UNSEEN: Said(
        QT_TRANSLATE_NOOP("Doors", "Not checked: a server was not reached, or is not believed"),
        QT_TRANSLATE_NOOP("Doors", "Check again when this terminal is connected."),
    ),
    Found.CERTIFICATES_NONE: Said(QT_TRANSLATE_NOOP("Doors", "Not needed: central is on this machine")),
}
"""Every finding, so that none is without words (tests/domain/test_doors.py)."""

_ONE: dict[Found, str] = {
    Found.DATA_QUARANTINED: QT_TRANSLATE_NOOP("Doors", "1 row of central cannot be read here"),
    Found.UNSENT_SOME: QT_TRANSLATE_NOOP("Doors", "1 event waits for central"),
    Found.UNSENT_REJECTED: QT_TRANSLATE_NOOP("Doors", "Central does not believe 1 event"),
    Found.HUB_BEHIND: QT_TRANSLATE_NOOP("Doors", "Reached, but it does not reach central; 1 event waits there"),
    Found.STAFF_NO_SUPERVISOR: QT_TRANSLATE_NOOP("Doors", "1 person, and no supervisor with a badge or a PIN"),
    Found.VERSION_EQUAL: QT_TRANSLATE_NOOP("Doors", "{version}, on the store’s only terminal"),
    Found.VERSION_DIFFERS: QT_TRANSLATE_NOOP("Doors", "{version} here, {others} elsewhere (1 terminal)"),
    Found.VERSION_UNTOLD: QT_TRANSLATE_NOOP("Doors", "{version} here; 1 terminal has not told its own today"),
}
"""Where `count` is 1."""
_NONE: dict[Found, str] = {
    Found.HUB_BEHIND: QT_TRANSLATE_NOOP("Doors", "Reached, but it does not reach central"),
    Found.DATA_STALE: QT_TRANSLATE_NOOP("Doors", "{held} are here, and were never compared with central’s"),
}
"""Where `count` is 0, or `minutes` is none."""


def says_of(one: Finding) -> str:
    """The source text of what was found, its figures not yet in it."""
    if one.figures.get("count") == 1 and one.found in _ONE:
        return _ONE[one.found]
    if (one.figures.get("count") == 0 or one.figures.get("minutes") == -1) and one.found in _NONE:
        return _NONE[one.found]
    return WORDS[one.found].says


class _Figures(dict[str, object]):
    """What another version did not send is a question mark, never an error."""

    def __missing__(self, name: str) -> str:
        return "?"


def filled(text: str, one: Finding) -> str:
    return text.format_map(_Figures(one.figures))


NOT_THE_CARD = QT_TRANSLATE_NOOP("Doors", "That was not the test card.")
NOT_SIGNED = QT_TRANSLATE_NOOP("Doors", "Not signed: sign in first.")

# The whole store

NEVER_TOLD = QT_TRANSLATE_NOOP("Doors", "Nobody has checked it")
STALE_TOLD = QT_TRANSLATE_NOOP("Doors", "not checked since {time}")
SIGNED_BY = QT_TRANSLATE_NOOP("Doors", "signed by {who}, {time}")
SIGNED = QT_TRANSLATE_NOOP("Doors", "checked by itself, {time}")
UNKNOWN_FINDINGS = QT_TRANSLATE_NOOP("Doors", "Another version: not every line can be read here")
STATIONS: dict[str, str] = {
    "entrance": QT_TRANSLATE_NOOP("Doors", "Entrance"),
    "stockroom": QT_TRANSLATE_NOOP("Doors", "Stockroom"),
    "counter": QT_TRANSLATE_NOOP("Doors", "Counter"),
    "supervisor": QT_TRANSLATE_NOOP("Doors", "Supervisor"),
    "display": QT_TRANSLATE_NOOP("Doors", "Customers’ screen"),
}

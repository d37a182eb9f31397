"""`kiosk doctor`: can this terminal open? Every check of the doors-open page, for scripts and for machines without a screen.

Exit codes: 0 ready, 1 somebody should look (amber), 2 not with this terminal (red). Where a kiosk runs already, its database
is its own: then what it has noted of itself within the last minutes is judged, and camera and printer are left to it.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TextIO

import msgspec

from kiosk.cli.compose import Terminal
from kiosk.cli.config import Config
from kiosk.cli.doctor_trials import Trials
from kiosk.cli.enrol import kept_enrolment, key_store
from kiosk.cli.inspector import machine_findings, memory_findings
from kiosk.cli.report import VERSION
from kiosk.cli.standing_note import link_of, read
from kiosk.cli.station import first_choice
from kiosk.cli.withdrawal import Withdrawn
from kiosk.domain.clock import to_millis, utc_text
from kiosk.domain.doors import machine
from kiosk.domain.doors.finding import Check, Finding, Found, Light, Readiness, finding, in_order
from kiosk.domain.doors.memory import Link, Standing
from kiosk.errors import ConfigError, Fault, KioskError
from kiosk.store.database import held_elsewhere
from sync.wire import Enrolment
from ui.doors_words import CHECKS, WORDS, filled, says_of

EXIT = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}
MARKS = {Light.GREEN: "green", Light.AMBER: "AMBER", Light.RED: "RED", Light.NOT_NEEDED: "-"}
LOOK_AGAIN_S = 0.1


@dataclass(frozen=True, slots=True)
class Doctoring:
    """What the command line asks for."""

    wait_s: float = 20.0
    """For central: until the copy is proven whole and everything is sent."""
    card_s: float = 0.0
    """So long the camera waits for the test card."""
    ask: bool = False
    sign: bool = False
    skip: frozenset[Check] = frozenset()


@dataclass(slots=True)
class _Asked:
    """What could be asked of this terminal."""

    enrolment: Enrolment | None = None
    terminal: Terminal | None = None
    running: bool = False
    standing: Standing | None = None
    link: Link | None = None
    last: Readiness | None = None
    moved_aside: bool = False
    trouble: Finding | None = None
    cause: str = ""
    """In words, when it cannot be opened."""
    signed: str = ""
    findings: list[Finding] = field(default_factory=list[Finding])


def doctor(config: Config, wanted: Doctoring, out: TextIO, ask: TextIO, *, as_json: bool = False) -> int:
    """`out` is told, `ask` answers. Returns the exit code."""
    asked = _open(config)
    try:
        if asked.terminal is not None:
            asked.terminal.start_sync()
            _wait_for_central(asked.terminal, wanted.wait_s)
            _ask_terminal(asked, asked.terminal)
        readiness = _readiness(config, wanted, asked, out if not as_json else None, ask)
        if wanted.sign:
            _sign(asked, readiness, wanted.wait_s)
    finally:
        if asked.terminal is not None:
            asked.terminal.close()
    if wanted.sign and not asked.signed:
        asked.cause = asked.cause or "not signed: the kiosk that runs here holds the database; sign on its page"
    told = report(readiness, asked)
    if as_json:
        out.write(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n")
    else:
        out.writelines(f"{line}\n" for line in lines(readiness, asked))
    return EXIT[readiness.light]


def _open(config: Config) -> _Asked:
    """The terminal, or why it cannot be had: what can be checked without it still is."""
    asked = _Asked()
    try:
        asked.enrolment = kept_enrolment(key_store(config))
    except ConfigError as error:
        asked.trouble, asked.cause = finding(Found.KEY_STORE_NOT_ENROLLED), str(error)
        return asked
    except KioskError as error:
        asked.trouble, asked.cause = finding(Found.KEY_STORE_LOCKED), str(error)
        return asked
    try:
        asked.terminal = Terminal.open(config)
    except Withdrawn as error:
        asked.trouble, asked.cause = finding(Found.KEY_STORE_WITHDRAWN), str(error)
    except Fault as error:
        if not held_elsewhere(error):
            asked.trouble, asked.cause = finding(Found.KEY_STORE_NO_DATABASE), str(error)
            return asked
        asked.running = True
        note = read(config.folder, asked.enrolment.terminal_id)
        if note is not None:
            asked.standing, asked.link, asked.last = note.standing, note.link, note.last
            asked.moved_aside = note.standing.moved_aside
    return asked


def _wait_for_central(terminal: Terminal, seconds: float) -> None:
    """Returns when the copy is whole and nothing is unsent, or when the time is up. The sync runs."""
    news = threading.Event()
    leave = terminal.linked.subscribe(lambda _status: news.set())
    ends = time.monotonic() + seconds
    try:
        while (left := ends - time.monotonic()) > 0:
            state = terminal.store.worker.submit(terminal.desk.data_state).result()
            if terminal.link_status().online and state.complete and not state.unsent:
                return
            news.wait(min(left, LOOK_AGAIN_S))
            news.clear()
    finally:
        leave()


def _ask_terminal(asked: _Asked, terminal: Terminal) -> None:
    submit = terminal.store.worker.submit
    asked.standing = submit(terminal.desk.standing).result()
    last = submit(terminal.desk.doors.last).result()
    asked.last = last.readiness if last is not None else None
    asked.link = link_of(terminal.link_status())
    asked.moved_aside = asked.standing.moved_aside


def _readiness(config: Config, wanted: Doctoring, asked: _Asked, told: TextIO | None, ask: TextIO) -> Readiness:
    now = datetime.now(UTC)
    choice = first_choice(config)
    trials = Trials(config, told, ask, card_s=wanted.card_s, asks=wanted.ask)
    second = choice is not None and choice.second is not None
    enrolment = asked.enrolment or _NOWHERE
    findings = list(memory_findings(asked.standing, asked.link, config))
    findings += machine_findings(
        config, enrolment, second=second, monitors=trials.monitors(), moved_aside=asked.moved_aside
    )
    if not asked.running and asked.trouble is None:
        findings += trials.run([one for one in findings if one.check not in wanted.skip])
    if asked.trouble is not None:
        findings.append(asked.trouble)
    findings = list(machine.carried(in_order(findings), asked.last, now))
    return Readiness(to_millis(now), VERSION, str(choice.station) if choice is not None else "", tuple(findings))


_NOWHERE = Enrolment([], 0, 0, "", "", "", "", "", "")
"""Of a terminal that is none: no server, no authority."""


def _sign(asked: _Asked, readiness: Readiness, seconds: float) -> None:
    terminal = asked.terminal
    if terminal is None:
        return
    asked.signed = terminal.store.worker.submit(terminal.desk.doors.note, readiness).result().event_id
    if terminal.link_status().online:
        _wait_for_central(terminal, seconds)


# --- what is said -------------------------------------------------------------------------------------------------------


def report(readiness: Readiness, asked: _Asked) -> dict[str, Any]:
    """For scripts. Fields are only ever added."""
    return {
        "light": str(readiness.light),
        "exit_code": EXIT[readiness.light],
        "terminal": asked.enrolment.terminal_id if asked.enrolment else "",
        "store": asked.enrolment.store if asked.enrolment else 0,
        "station": readiness.station,
        "version": readiness.version,
        "at": utc_text(readiness.at),
        "running": asked.running,
        "signed": asked.signed,
        "note": asked.cause,
        "findings": [
            {
                "check": str(one.check),
                "light": str(one.light),
                "found": str(one.found),
                "figures": dict(one.figures),
                "says": said(one),
                "do": filled(WORDS[one.found].do, one),
            }
            for one in readiness.findings
        ],
    }


def said(one: Finding) -> str:
    """English: what was found, and when, if it was not now."""
    at = one.figures.get("at")
    return filled(says_of(one), one) + (f" (at {at})" if at else "")


def lines(readiness: Readiness, asked: _Asked) -> Iterable[str]:
    if asked.running:
        yield "A kiosk runs on this terminal: what it noted of itself is judged; camera and printer are left to it."
    for one in readiness.findings:
        yield f"{MARKS[one.light]:6} {CHECKS[one.check]:17} {said(one)}"
        if WORDS[one.found].do:
            yield f"{'':24} -> {filled(WORDS[one.found].do, one)}"
    if asked.cause:
        yield f"Note: {asked.cause}"
    if asked.signed:
        yield f"Signed and kept as event {asked.signed}."
    yield {
        Light.GREEN: "READY",
        Light.AMBER: "LOOK AT WHAT IS AMBER",
        Light.RED: "NOT READY: mend what is red",
    }[readiness.light]

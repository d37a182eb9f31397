"""What this machine says of itself for the doors-open check: power, disk, certificates, key store, and the database's word.

Asks; the judgement is `kiosk.domain.doors`. `kiosk doctor` and the page at a station ask the same inspector. Every question
has a time limit, and one that cannot be answered is a finding, never an exception.
"""

import contextlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import psutil
from cryptography import x509

from kiosk.cli.config import Config
from kiosk.cli.report import VERSION
from kiosk.cli.standing_note import link_of
from kiosk.domain.doors import machine, memory
from kiosk.domain.doors.finding import Check, Finding, Found, finding
from kiosk.domain.doors.machine import Battery, Validity
from kiosk.domain.doors.memory import Link, Standing
from kiosk.errors import Fault
from sync.certificate import server_certificate
from sync.status import SyncStatus
from sync.wire import Enrolment
from ui.sound import may_sound

log = logging.getLogger(__name__)

PROBE = "doors-check.tmp"
PROBE_BYTES = 65_536
CONNECT_TIMEOUT_S = 5.0
PROVEN_BY = frozenset({"device", "stream"})
"""Kinds of sources that are cameras."""


def waived(config: Config) -> frozenset[Check]:
    """What this terminal does without (`[doors] not_needed`)."""
    return frozenset(map(Check, config.doors.not_needed))


def memory_findings(standing: Standing | None, link: SyncStatus | Link | None, config: Config) -> tuple[Finding, ...]:
    """`standing` None: the database could not be asked."""
    now = standing.at if standing is not None else datetime.now(UTC)
    told = link_of(link) if isinstance(link, SyncStatus) else link
    held = (
        memory.not_asked() if standing is None else memory.of_standing(standing, now, VERSION, signs_in=config.signs_in)
    )
    hubs = None if standing is None else standing.hubs
    return (*held, memory.link(told), memory.hub(told, hubs, waived(config)), memory.clock(told))


def machine_findings(
    config: Config, enrolment: Enrolment, *, second: bool, monitors: int | None, moved_aside: bool
) -> tuple[Finding, ...]:
    """Blocks for as long as a server takes to show its certificate: not for the GUI thread. `second`: a second screen is
    configured or was chosen; `monitors` is None where nobody could count them."""
    without = waived(config)
    return (
        *person_findings(config),
        machine.second_screen(second, monitors, without),
        machine.power(battery(), without),
        machine.disk(write_ms(config.folder), moved_aside=moved_aside),
        machine.space(free_mb(config.folder)),
        finding(Found.KEY_STORE_DEVELOPMENT if config.keys.store == "development" else Found.KEY_STORE_KEPT),
        certificates(config.servers or tuple(enrolment.servers), enrolment.ca_pem),
    )


def person_findings(config: Config) -> tuple[Finding, ...]:
    """What somebody has to try here."""
    return machine.untried(
        camera=config.camera.kind != "none",
        sound=config.screen.sound,
        audio=may_sound(),
        printer=config.receipt.printer != "none",
        waived=waived(config),
    )


def battery() -> Battery | None:
    """As the operating system tells of a battery, or of a UPS that it knows as one."""
    ask = cast("Callable[[], Any] | None", getattr(psutil, "sensors_battery", None))  # some platforms have none
    try:
        told = ask() if ask is not None else None
    except (OSError, ValueError, RuntimeError) as error:  # what a platform raises whose files are odd
        log.info("this machine does not tell of its power: %s", error)
        return None
    return None if told is None else Battery(int(told.percent), told.power_plugged)


def write_ms(folder: Path) -> int | None:
    """How long a small file takes until it is safely on the disk of the data; None: it cannot be written."""
    probe = folder / PROBE
    try:
        began = time.perf_counter()
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, bytes(PROBE_BYTES))
            os.fsync(handle)
        finally:
            os.close(handle)
        return round((time.perf_counter() - began) * 1000)
    except OSError as error:
        log.warning("the data's disk cannot be written: %s", error)
        return None
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)


def free_mb(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free >> 20
    except OSError as error:
        log.info("the free room is not told: %s", error)
        return None


def certificates(servers: Iterable[str], ca_pem: str, now: datetime | None = None) -> Finding:
    """Of the pinned authority, and of every server as it shows itself now."""
    secure = [url for url in servers if url.lower().startswith("https://")]
    seen = authorities(ca_pem)
    shown = _shown(secure, ca_pem)
    return machine.certificates(
        [*seen, *(one for one in shown if one is not None)],
        now or datetime.now(UTC),
        unseen=sum(one is None for one in shown),
        tls=bool(secure),
    )


def authorities(ca_pem: str) -> list[Validity]:
    """Raises nothing: what is no certificate was said at enrolment, and every connection fails."""
    try:
        found = x509.load_pem_x509_certificates(ca_pem.encode()) if ca_pem else []
    except ValueError as error:
        log.warning("the authority of the enrolment is no certificate: %s", error)
        return []
    return [_validity(one) for one in found]


def _shown(urls: list[str], ca_pem: str) -> list[Validity | None]:
    if not urls:
        return []
    with ThreadPoolExecutor(len(urls), "certificates") as pool:
        return list(pool.map(partial(_server, ca_pem=ca_pem), urls))


def _server(url: str, ca_pem: str) -> Validity | None:
    try:
        return _validity(x509.load_der_x509_certificate(server_certificate(url, ca_pem, CONNECT_TIMEOUT_S)))
    except (Fault, ValueError) as error:
        log.info("a server's certificate was not seen: %s", error)
        return None


def _validity(one: x509.Certificate) -> Validity:
    return Validity(one.not_valid_before_utc, one.not_valid_after_utc)

"""`kiosk verify`: whether this terminal's file holds together and agrees with what central has signed. Offline, reads only.

Exit codes: 0 it does, 1 it does not and what is said, 2 it could not be checked.
"""

from dataclasses import dataclass
from functools import partial
from typing import TextIO

import msgspec

from kiosk.cli.compose import database_path
from kiosk.cli.config import Config
from kiosk.cli.enrol import kept_enrolment, key_store
from kiosk.store.keying import opens
from kiosk.store.proof import Finding, Proof, prove
from sync.credentials import database_key
from sync.receipts import verify
from sync.wire import Receipt


@dataclass(frozen=True, slots=True)
class Report:
    database: str
    sound: bool
    events: int
    rows: int
    receipts: int
    """Signatures that were checked; those of hubs cannot be, offline."""
    findings: tuple[Finding, ...]


def verify_terminal(config: Config) -> Report:
    """Raises ConfigError or Fault when it cannot be checked."""
    keys = key_store(config)
    enrolment = kept_enrolment(keys)
    path = database_path(config, enrolment)
    proof = prove(path, database_key(keys, database_exists=True, opens=partial(opens, path)))
    checked, wrong = _receipts(proof, enrolment.receipt_key)
    findings = (*proof.findings, *wrong)
    return Report(path.name, not findings, proof.events, proof.rows, checked, findings)


def _receipts(proof: Proof, receipt_key: str) -> tuple[int, list[Finding]]:
    checked, wrong = 0, list[Finding]()
    for life in proof.lives:
        if not life.receipt:
            continue
        where = f"receipt of {life.incarnation}"
        try:
            receipt = msgspec.json.decode(life.receipt, type=Receipt)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            wrong.append(Finding(where, f"cannot be read: {error}"))
            continue
        if not receipt.issuer:
            checked += 1
            if not verify(receipt, receipt_key):
                wrong.append(Finding(where, "is not signed by the central this terminal was enrolled at"))
        if (receipt.terminal_id, receipt.incarnation) != (life.terminal_id, life.incarnation):
            wrong.append(Finding(where, "is about another sequence"))
        here = proof.heads.get((life.incarnation, receipt.last_seq))
        if receipt.last_seq and here is None:
            wrong.append(Finding(where, f"central holds event {receipt.last_seq}, this file does not"))
        elif receipt.last_seq and here != receipt.head_hash:
            wrong.append(Finding(where, f"central signed another event {receipt.last_seq} than stands here"))
    return checked, wrong


def print_report(report: Report, as_json: bool, out: TextIO) -> int:
    if as_json:
        out.write(msgspec.json.encode(report).decode() + "\n")
    else:
        out.writelines(f"{finding.where}: {finding.what}\n" for finding in report.findings)
        verdict = "holds together" if report.sound else f"does not hold together: {len(report.findings)} findings"
        out.write(
            f"{report.database} {verdict} ({report.events} events, {report.rows} rows, {report.receipts} receipts checked)\n"
        )
    return 0 if report.sound else 1

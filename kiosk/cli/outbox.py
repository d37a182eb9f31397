"""`kiosk outbox`: what waits for central, and what central stored but does not believe, with its reason."""

from pathlib import Path
from typing import TextIO

import msgspec

from kiosk.cli.compose import Terminal
from kiosk.errors import Fault


def list_outbox(terminal: Terminal, out: TextIO) -> int:
    worker, outbox = terminal.store.worker, terminal.store.outbox
    for letter in worker.submit(outbox.rejected).result():
        event = letter.event
        out.write(f"rejected  {event.event_id}  {event.kind}  {event.incarnation}/{event.seq}: {letter.reason}\n")
    out.write(f"{worker.submit(outbox.count).result()} events wait for central\n")
    return 0


def export_rejected(terminal: Terminal, file: Path) -> int:
    """One JSON object a line: `event` as it travels, `reason`. Returns how many. Raises Fault when it cannot be written."""
    letters = terminal.store.worker.submit(terminal.store.outbox.rejected).result()
    terminal.store.worker.submit(terminal.desk.closing.note_export, "rejected", len(letters)).result()
    lines = [msgspec.json.encode({"event": one.event.to_wire(), "reason": one.reason}) + b"\n" for one in letters]
    try:
        file.write_bytes(b"".join(lines))
    except OSError as error:
        raise Fault("export the rejected events", f"Check the path {file.name}", error) from error
    return len(lines)

"""Codes of many customers as files of a folder. File names hold ids, never a name, a reference or a code."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from central.errors import CentralError
from central.issuing.symbol import png, svg
from central.issuing.ticket import Ticket

PICTURES: Mapping[str, Callable[[str], bytes]] = {"png": png, "svg": svg}
SLIPS = "slips.pdf"


def write_pictures(texts: Mapping[str, str], folder: Path, form: str) -> int:
    """One picture of the code a text, `form` png or svg, named by the mapping's key. Raises CentralError."""
    draw = PICTURES[form]
    return _write(folder, ((f"{name}.{form}", draw(text)) for name, text in texts.items()))


def write_tickets(tickets: Iterable[Ticket], folder: Path, form: str) -> int:
    """`html`: a page a ticket. `pdf`: all slips in one file, as printers want them. Raises CentralError."""
    if form == "html":
        from central.issuing.page import page

        return _write(folder, ((f"{ticket.reservation_id}.html", page(ticket).encode()) for ticket in tickets))
    from central.issuing.slip import slips

    return _write(folder, ((SLIPS, slips(tickets)) for _ in range(1)))


def _write(folder: Path, named: Iterable[tuple[str, bytes]]) -> int:
    written = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in named:
            (folder / name).write_bytes(content)
            written += 1
    except OSError as error:
        raise CentralError(f"{folder} cannot be written: {error.strerror}", "Check the path.") from error
    return written

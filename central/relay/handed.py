"""What a terminal that runs the hub hands to it on standard input: one line of JSON, so that no secret is an argument, a
variable of the environment or a plain file. The end of standard input is the end of the terminal.

Both sides are here: `kiosk.cli.hub_process` writes, `central/relay/command.py` reads.
"""

import os
from collections.abc import Callable

import msgspec

from central.errors import CentralError
from sync.wire import HubEnrolment

LONGEST = 1 << 20
"""Bytes of the line: an enrolment with an authority's certificates has a few thousand."""
_PIECE = 1 << 16


class Handed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    enrolment: HubEnrolment
    key: str
    """Of the hub's file: 32 bytes, hex."""

    def line(self) -> bytes:
        return msgspec.json.encode(self) + b"\n"


def read_handed(descriptor: int) -> Handed:
    """Raises CentralError when there is no such line."""
    text = bytearray()
    while not text.endswith(b"\n") and len(text) <= LONGEST and (piece := os.read(descriptor, _PIECE)):
        text += piece
    try:
        handed = msgspec.json.decode(bytes(text), type=Handed)
        bytes.fromhex(handed.key)
    except ValueError:  # msgspec's errors are ones; they would quote what they could not read
        raise CentralError(
            "Standard input does not have what --handed needs", "It is for `[hub] serve`; give --enrolment by hand."
        ) from None
    return handed


def wait_for_end(descriptor: int, then: Callable[[], None]) -> None:
    """On a thread of its own. `os.read`, because a daemon thread inside of `sys.stdin`'s lock can abort the interpreter's
    end ("could not acquire lock for BufferedReader")."""
    while os.read(descriptor, _PIECE):
        pass
    then()

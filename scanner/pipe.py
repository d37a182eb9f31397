"""How messages and commands cross between the app and the scanner's process: a tag byte and MessagePack, no pickle.

The child runs image decoders written in C on pictures that strangers hold up; what comes back from it is checked
against the message types field by field and can never run code in the app. A new message of scanner/messages.py is
added at the end of `_TYPES`.
"""

import msgspec

from scanner.messages import (
    Advice,
    BoxSeen,
    CameraState,
    Command,
    Expect,
    FrameReady,
    Health,
    Inject,
    Message,
    Open,
    Present,
    Scanned,
    Seen,
)

LIMIT = 256 * 1024
"""No message is longer: a dozen of the largest QR codes fit."""

_TYPES: tuple[type, ...] = (
    Scanned, Seen, FrameReady, CameraState, Health, Present, Inject, Advice, Open, BoxSeen, Expect,
)  # fmt: skip
_TAGS = {kind: tag for tag, kind in enumerate(_TYPES)}
_DECODERS: tuple[msgspec.msgpack.Decoder[Message | Command], ...] = tuple(
    msgspec.msgpack.Decoder(kind) for kind in _TYPES
)
_ENCODER = msgspec.msgpack.Encoder()


class Garbled(Exception):
    """Bytes that are no message: the other side is broken and is to be restarted."""


def encode(message: Message | Command) -> bytes:
    """One message as bytes for `Connection.send_bytes`."""
    return bytes((_TAGS[type(message)],)) + _ENCODER.encode(message)


def decode(data: bytes) -> Message | Command:
    """The message in `data`. Raises Garbled when it is not exactly one of the known types."""
    if not data or data[0] >= len(_DECODERS):
        raise Garbled("unknown tag")
    try:
        return _DECODERS[data[0]].decode(data[1:])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Garbled(str(error)) from error

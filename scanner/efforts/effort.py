"""What an effort is: one way to read a grey picture, with the name that a reading carries as its engine."""

from collections.abc import Callable
from dataclasses import dataclass

from scanner.picture import Picture
from scanner.presence import Reading


@dataclass(frozen=True, slots=True)
class Effort:
    """`read` never raises for anything a picture can contain, and says only what passed QR's own error correction."""

    name: str
    read: Callable[[Picture], list[Reading]]

"""What happened in one schedule, line by line, in words a person can follow; the same seed tells the same story."""

import hashlib
import re

_FOLDER = re.compile(r"/\S*/(?=(?:central|hub)\.db)")
"""Another one in every process."""


class Story:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def tell(self, ms: int, who: str, what: str) -> None:
        self.lines.append(f"{ms / 1000:10.3f} s  {who:<9}{_FOLDER.sub('', what)}")

    def digest(self) -> str:
        """SHA-256 of all of it."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()

    def __str__(self) -> str:
        return "\n".join(self.lines)


class Violated(AssertionError):
    """An invariant does not hold."""

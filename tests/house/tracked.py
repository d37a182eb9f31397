"""What git tracks, for the tests of the house."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@cache
def tracked() -> tuple[str, ...]:
    """Paths relative to the root. Works for another owner's checkout as well, as CI's often is."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return tuple(path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file())


def text_of(path: str) -> str:
    """Empty for a picture, a font or a sound."""
    raw = (ROOT / path).read_bytes()
    if b"\0" in raw:
        return ""
    return raw.decode("utf-8", errors="replace")

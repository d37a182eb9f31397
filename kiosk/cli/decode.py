"""`kiosk decode FILE...`: what the scanner's engine reads in pictures and videos. Opens no store and no camera."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from scanner.files import FileRead, Thoroughness, Unreadable, read_file


def decode_files(files: Sequence[Path], thoroughness: Thoroughness, as_json: bool, out: TextIO) -> int:
    """One line for each file. A file that cannot be read is said on stderr, and stops no other; exit code 2 then."""
    code = 0
    for file in files:
        try:
            read = read_file(file, thoroughness)
        except Unreadable as error:
            print(f"kiosk: {file}: {error}", file=sys.stderr)
            read, code = FileRead((), "", 0.0), 2
        print(_json_line(file, read) if as_json else _line(file, read), file=out, flush=True)
    return code


def _json_line(file: Path, read: FileRead) -> str:
    return json.dumps({"file": str(file), "texts": read.texts, "engine": read.engine, "ms": round(read.ms, 3)})


def _line(file: Path, read: FileRead) -> str:
    """A code's text is text from outside: shown with its control characters escaped."""
    said = " ".join(map(repr, read.texts)) or "-"
    by = f"{read.engine}, " if read.engine else ""
    return f"{file}: {said} ({by}{read.ms:.1f} ms)"

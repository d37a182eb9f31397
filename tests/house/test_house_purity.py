"""Pure modules take time, ids and chance as arguments.

The import contract forbids the modules that hold them; this forbids what comes with permitted ones: `datetime.now()`,
`open()`, `print()`, and `Path.read_text()` and the like.
"""

import ast

from tests.house.tracked import text_of, tracked

PURE = (
    "kiosk/domain/",
    "sync/wire.py",
    "sync/engine.py",
    "scanner/presence.py",
    "scanner/coaching/advice.py",
    "scanner/coaching/line.py",
    "scanner/coaching/look.py",
)
CALLS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint"}
METHODS = {"now", "utcnow", "today", "read_text", "write_text", "read_bytes", "write_bytes", "generate"}


def impurities(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in CALLS:
                    found.append(f"{node.lineno}: {name}()")
                case ast.Attribute(attr=name) if name in METHODS:
                    found.append(f"{node.lineno}: .{name}()")
                case _:
                    pass
        elif isinstance(node, ast.Global):
            found.append(f"{node.lineno}: global")
    return found


def test_a_look_at_the_clock_would_be_found() -> None:
    assert impurities("from datetime import datetime, UTC\nx = datetime.now(UTC)\n") == ["2: .now()"]


def test_pure_modules_ask_nobody() -> None:
    pure = [path for path in tracked() if path.endswith(".py") and path.startswith(PURE)]
    assert len(pure) > 8
    assert {path: found for path in pure if (found := impurities(text_of(path)))} == {}

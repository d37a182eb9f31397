"""JSON and addresses made wrong by chance: what the calls of `api` are built with. Seeded, without state."""

import copy
import json
import random
from typing import Any

BAD_TEXTS = (
    "",
    " ",
    "0",
    "-1",
    "null",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e\u200b",
    "é" * 40,
    "x" * 129,
    "x" * 9_000,
    "../../etc",
    "' OR 1=1 --",
    "%00",
    "{}",
    "2026-11-22T10:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
    "2026-02-30T10:00:00.000Z",
    "0" * 64,
    "=1+1",
)
BAD_NUMBERS = (0, -1, 1, 2**31, 2**53 - 1, 2**53, 2**63, 2**64, -(2**63) - 1, 10**400, 0.5, 1e308, -0.0)
BAD_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    [],
    {},
    [[]],
    {"": None},
    [None] * 300,
    float("nan"),
    float("inf"),
    *BAD_TEXTS,
    *BAD_NUMBERS,
)


DEPTHS = (3, 40, 300, 900, 5_000, 100_000)
"""Of lists in lists. Written by hand, because no library writes the deep ones: `@deep900@` stands for one."""


def junk(chance: random.Random) -> Any:
    pick = chance.random()
    if pick < 0.75:
        return copy.deepcopy(chance.choice(BAD_VALUES))
    if pick < 0.85:
        return f"@deep{chance.choice(DEPTHS)}@"
    return "".join(chr(chance.choice((chance.randint(0, 127), chance.randint(0, 0x10FFFF)))) for _ in range(8))


def mangle(value: Any, chance: random.Random) -> Any:
    """The same with one thing wrong somewhere inside."""
    places = list(_places(value))
    if not places:
        return junk(chance)
    holder, key = chance.choice(places)
    act = chance.random()
    if act < 0.6:
        holder[key] = junk(chance)
    elif act < 0.75:
        del holder[key]
    elif act < 0.85 and isinstance(holder, dict):
        holder[str(junk(chance))[:200]] = junk(chance)
    elif isinstance(holder, list):
        holder.insert(chance.randint(0, len(holder)), copy.deepcopy(chance.choice(holder)))
    else:
        other_holder, other_key = chance.choice(places)
        holder[key] = copy.deepcopy(other_holder[other_key])
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            found.append((holder, key))
            waiting.append(holder[key])
    return found


def written(value: Any, chance: random.Random) -> bytes:
    """As JSON, by and large: sometimes in another coding, sometimes with a key twice, cut or with a wrong byte in it."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.8)
    for depth in DEPTHS:
        opening, closing = chance.choice((("[", "]"), ('{"a":', "}")))
        text = text.replace(f'"@deep{depth}@"', opening * depth + "1" + closing * depth)
    pick = chance.random()
    if pick < 0.03:
        return text.encode("utf-16", "surrogatepass")
    raw = text.encode("utf-8", "surrogatepass")
    if pick < 0.06:
        return raw[: chance.randint(0, len(raw))]
    if pick < 0.09:
        at = chance.randint(0, len(raw))
        return raw[:at] + chance.randbytes(chance.randint(1, 4)) + raw[at:]
    if pick < 0.11 and raw.startswith(b"{"):
        return b"{" + chance.choice((b'"events":[],', b'"terminal_id":1,', b'"a":1,"a":2,')) + raw[1:]
    return raw

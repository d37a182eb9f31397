"""`api`: calls made wrong by chance to a real central on a real file. Never a 5xx, and a refused call writes nothing."""

import argparse
import http.client
import json
import random
import socket
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, urlencode, urlsplit

from central.database import Database
from central.envelope import MAX_BODY
from central.openapi import document
from central.relay.registry import enrol_hub
from central.roster import add_store, open_launch
from central.serve import ServedInThread
from central.verification import verify
from kiosk.domain.event import GENESIS, EventKind
from sync.wire import MAX_BATCH
from tests.central.day import NOW, POLICY, SHOP, Terminal, enrolled
from tests.soak.mangled import BAD_NUMBERS, BAD_TEXTS, junk, mangle, written

PATIENCE_S = 20.0
PIECE = 2_500
"""Calls of one seed to one central: in a fuller one each costs more and finds no more."""


@dataclass(slots=True)
class Outcome:
    calls: int = 0
    statuses: Counter[int] = field(default_factory=Counter[int])
    stored: int = 0
    """Events that central took, believed or not."""
    wrong: list[str] = field(default_factory=list)
    """Number of the call, what it was, and what central did."""


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None = None


class Shop:
    """The real central, two terminals and a hub of it, and an eye on its file."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.chance = chance
        self.database = Database(folder / "central.db")
        with self.database.write() as connection:
            open_launch(connection, 1, "First Light", NOW)
            for store in SHOP:
                add_store(connection, 1, store, POLICY, NOW)
        # A clock that stands: a terminal's last contact is written at its first call, and then no more.
        self._served = ServedInThread(self.database, clock=lambda: NOW)
        self.url = self._served.url
        self.terminals = [
            enrolled(self.database, self.url, f"Entrance {name}", int(store)) for name, store in ("A1", "B2")
        ]
        with self.database.write() as connection:
            self.hub = enrol_hub(connection, 1, "Hub", [self.url], NOW)
        self.operations = [
            (path, method, operation)
            for path, methods in document()["paths"].items()
            for method, operation in methods.items()
        ]
        self.schemas: dict[str, Any] = document()["components"]["schemas"]
        self._file = sqlite3.connect(f"file:{folder / 'central.db'}?mode=ro", uri=True)
        at = urlsplit(self.url)
        self.host, self.port = at.hostname or "", at.port or 0
        self._line = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_S)

    def __enter__(self) -> Self:
        self._served.__enter__()
        for token in (*(one.papers.token for one in self.terminals), self.hub.token):
            self.answer(Call("GET", "/v1/stores/1/feed", {"Authorization": f"Bearer {token}"}))
            self.answer(Call("GET", "/v1/stores/2/feed", {"Authorization": f"Bearer {token}"}))
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()
        self._file.close()
        for terminal in self.terminals:
            terminal.session.close()
        self._served.stop()
        self.database.close()

    def version(self) -> int:
        """Changes with every commit of another connection that wrote something."""
        return self._file.execute("PRAGMA data_version").fetchone()[0]

    def gaps(self) -> list[Any]:
        """Lives of which central holds not every event from the first to the last."""
        query = "SELECT terminal_id, incarnation FROM events GROUP BY 1, 2 HAVING count(*) != max(seq) OR min(seq) != 1"
        return self._file.execute(query).fetchall()

    def events(self) -> int:
        return self._file.execute("SELECT count(*) FROM events").fetchone()[0]

    def unsound(self) -> str:
        with self.database.read() as connection:
            found = verify(connection)
        return "" if found.sound else found.text[:500]

    def answer(self, call: Call) -> tuple[int, bytes]:
        """Status and body; a line that was closed after an error is opened anew."""
        for last in (False, True):
            try:
                self._line.request(call.method, call.target, call.body, call.headers)
                response = self._line.getresponse()
                return response.status, response.read()
            except (http.client.HTTPException, ConnectionError):
                self._line.close()
                if last:
                    raise
        raise AssertionError

    def said(self, raw: bytes) -> int:
        """Bytes on a line of their own; the status of the answer, 0 for none: then central has hung up."""
        with socket.create_connection((self.host, self.port), PATIENCE_S) as line:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            head = line.recv(1 << 16)
        return int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/1.1 ") else 0


# --- calls ------------------------------------------------------------------------------------------------------------


def headers(shop: Shop, token: str) -> dict[str, str]:
    chance = shop.chance
    good = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Kiosk-Protocol": "1"}
    if chance.random() < 0.8:
        return good
    wrong = {
        "Authorization": chance.choice(
            (f"Basic {token}", f"Bearer {token}x", "Bearer", "", token, "Bearer " + "x" * 9000)
        ),
        "Content-Type": chance.choice(
            ("text/plain", "application/xml", "multipart/form-data; boundary=x", "", "a/b; c=\xe9")
        ),
        "Content-Encoding": "gzip",
        "Kiosk-Protocol": chance.choice(("2", "x", "")),
        "Accept-Encoding": "gzip, br",
        "Expect": "nothing",
        "X-Forwarded-For": "127.0.0.1",
    }
    name = chance.choice(list(wrong))
    return {**good, name: wrong[name]}


def sent(shop: Shop) -> tuple[Call, Terminal]:
    """A batch as a terminal would send it, and then something wrong with it."""
    chance = shop.chance
    terminal = chance.choice(shop.terminals)
    if chance.random() < 0.02:
        terminal.incarnation, terminal.seq, terminal.head = f"life-{chance.getrandbits(40):x}", 0, GENESIS
    reservations = [f"{number:016x}" for number in range(20)]
    kinds = list(EventKind)
    events = [
        terminal.act(
            chance.choice(kinds),
            chance.choice(reservations),
            event_id=f"{chance.getrandbits(128):032x}",
            **chance.choice(
                (
                    {},
                    {"serial": f"S{chance.randrange(9)}"},
                    {"reason": chance.choice(("", "é" * 40, "=1+1", "\u202e", "a\0b"))},
                    {"x": 1},
                )
            ),
        )
        for _ in range(chance.choice((0, 1, 1, 2, 5)))
    ]
    if chance.random() < 0.005:
        events *= MAX_BATCH + 1
    body: Any = {"terminal_id": terminal.papers.terminal_id, "incarnation": terminal.incarnation, "events": events}
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        body = mangle(body, chance)
    store = terminal.papers.store if chance.random() < 0.95 else chance.choice((1, 2, 3, -1, 2**70, "x"))
    target = f"/v1/stores/{quote(str(store))}/events"
    return Call("POST", target, headers(shop, terminal.papers.token), written(body, chance)), terminal


def asked(shop: Shop) -> Call:
    chance = shop.chance
    terminal = chance.choice(shop.terminals)
    query = {"epoch": shop.database.epoch, "cursor": 0, "limit": 5, "wait": 0}
    for name in chance.sample(list(query), chance.choice((0, 1, 2))):
        # No number that would be waited for.
        bad = [*BAD_TEXTS, *map(str, BAD_NUMBERS), "nan", "inf", "-0", "1_0", "٣", "0x1"]
        bad = [text for text in bad if name != "wait" or text not in ("1", "0.5")]
        query[name] = chance.choice(bad)
    return Call(
        "GET",
        f"/v1/stores/{terminal.papers.store}/feed?{urlencode(query, errors='surrogatepass')}",
        headers(shop, terminal.papers.token),
    )


def described(shop: Shop) -> Call:
    """Any operation of the OpenAPI document, its parameters and body filled as it says, and then something wrong."""
    chance = shop.chance
    path, method, operation = chance.choice(shop.operations)
    query: dict[str, Any] = {}
    for parameter in operation.get("parameters", []):
        name, good = parameter["name"], chance.choice((1, 1, 1, 2))
        value = good if chance.random() < 0.7 else junk(chance)
        if parameter["in"] == "path":
            text = quote(str(value)[:2000], safe="", errors="surrogatepass")
            path = path.replace("{" + name + "}", text or "0")
        elif parameter["in"] == "query" and name != "wait":
            query[name] = str(value)[:2000]
    body = None
    if "requestBody" in operation:
        value = filled(shop, operation["requestBody"]["content"]["application/json"]["schema"])
        for _ in range(chance.choice((0, 1, 2))):
            value = mangle(value, chance)
        body = written(value, chance)
    token = chance.choice((shop.hub.token, *(one.papers.token for one in shop.terminals)))
    if chance.random() < 0.1:
        method = chance.choice(("PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND"))
    target = path + ("?" + urlencode(query, errors="surrogatepass") if query else "")
    return Call(method.upper(), target, headers(shop, token), body)


def filled(shop: Shop, schema: dict[str, Any], depth: int = 0) -> Any:
    """A value of that shape."""
    chance = shop.chance
    if "$ref" in schema:
        return filled(shop, shop.schemas[schema["$ref"].rpartition("/")[2]], depth + 1)
    if "anyOf" in schema:
        return filled(shop, chance.choice(schema["anyOf"]), depth)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    match schema.get("type"):
        case "object":
            return {name: filled(shop, inner, depth + 1) for name, inner in schema.get("properties", {}).items()}
        case "array":
            return [filled(shop, schema.get("items", {}), depth + 1) for _ in range(chance.randrange(3))]
        case "integer" | "number":
            return chance.randrange(100)
        case "boolean":
            return chance.random() < 0.5
        case "string":
            return chance.choice(("x", "https://127.0.0.1:9", "A" * 43, "2026-11-22T10:00:00.000Z"))
        case _:
            return junk(chance)


def strayed(shop: Shop) -> Call:
    """Addresses that lead nowhere, or to a customer's page that is not there."""
    chance = shop.chance
    path = chance.choice(
        ("/", "/c/", "/v1/", "/v1/stores/", "/v1/health/", "/openapi.json", "//", "/docs", "/v1/stores/1/feed/")
    )
    tail = quote(str(junk(chance))[:300], errors="surrogatepass")
    return Call(chance.choice(("GET", "GET", "POST")), path + tail, headers(shop, shop.terminals[0].papers.token))


def broken_bytes(shop: Shop) -> bytes:
    """No HTTP, or nearly. Nothing that may write, as a cursor beyond the head does: central goes on with a request whose
    line was cut, and the write would be laid at the next call's door."""
    chance = shop.chance
    call = chance.choice((asked, strayed))(shop)
    if "/feed?" in call.target and "cursor=0&" not in call.target:
        call = strayed(shop)
    lines = [
        f"{call.method} {call.target} HTTP/1.1",
        "Host: x",
        *(f"{name}: {text}" for name, text in call.headers.items()),
    ]
    wrong = chance.choice(
        (
            "Content-Length: -1",
            "Content-Length: " + "9" * chance.choice((5, 25, 5000)),
            "Content-Length: x",
            "Content-Length: 5\r\nContent-Length: 6",
            "Transfer-Encoding: chunked\r\nContent-Length: 3",
            "Transfer-Encoding: chunked, chunked",
            "X: \x00",
            "X" * 70_000,
            ": nothing",
            " folded",
            "Upgrade: websocket\r\nConnection: Upgrade",
        )
    )
    raw = "\r\n".join([*lines, wrong, "", "z" * chance.randrange(20)]).encode("latin-1", "replace")
    if chance.random() < 0.3:
        at = chance.randrange(len(raw))
        raw = raw[:at] + chance.randbytes(4) + raw[at + chance.randrange(4) :]
    return raw[: chance.choice((len(raw), len(raw), chance.randrange(len(raw))))]


# --- the run ----------------------------------------------------------------------------------------------------------


def played(folder: Path, seed: int, calls: int) -> Outcome:
    outcome = Outcome()
    with Shop(folder, random.Random(seed)) as shop:
        for number in range(calls):
            _one(shop, number, outcome)
        outcome.wrong += [f"at the end: {what}" for what in (shop.unsound(), *map(str, shop.gaps())) if what]
        outcome.stored = shop.events()
    return outcome


def _one(shop: Shop, number: int, outcome: Outcome) -> None:
    before, terminal = shop.version(), None
    pick = shop.chance.random()
    mark = [(one.incarnation, one.seq, one.head) for one in shop.terminals]
    if pick < 0.04:
        what, status, body = "bytes", shop.said(broken_bytes(shop)), b""
    else:
        if pick < 0.5:
            call, terminal = sent(shop)
        else:
            call = asked(shop) if pick < 0.68 else described(shop) if pick < 0.93 else strayed(shop)
        what = f"{call.method} {call.target[:80]}"
        try:
            status, body = shop.answer(call)
        except (http.client.HTTPException, ConnectionError, TimeoutError) as error:
            # What is beyond the limit is not read to its end, so the line may break before the answer is seen.
            if isinstance(error, TimeoutError) or len(call.body or b"") <= MAX_BODY:
                outcome.wrong.append(f"{number}: {what} ended as {type(error).__name__}")
            status, body = 0, b""
    outcome.calls += 1
    outcome.statuses[status] += 1
    if status >= 500:
        outcome.wrong.append(f"{number}: {what} gave {status} {body[:200]!r}")
    if status >= 400 and shop.version() != before:
        outcome.wrong.append(f"{number}: {what} was refused with {status} and wrote something")
    if terminal is not None:
        _go_on(shop, terminal, status, body, mark)


def _go_on(shop: Shop, terminal: Terminal, status: int, body: bytes, mark: list[tuple[str, int, str]]) -> None:
    """Where the terminal stands after what central said: the next call shall get past the first check."""
    taken = json.loads(body) if status == 200 else None
    if taken is None or taken["receipt"]["incarnation"] != terminal.incarnation:
        terminal.incarnation, terminal.seq, terminal.head = mark[shop.terminals.index(terminal)]
    else:
        terminal.seq, terminal.head = taken["receipt"]["last_seq"], taken["receipt"]["head_hash"]


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--calls", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)


def run(chosen: argparse.Namespace) -> int:
    outcome, began = Outcome(), time.monotonic()
    for first in range(0, chosen.calls, PIECE):
        seed = chosen.seed + first // PIECE
        with tempfile.TemporaryDirectory() as folder:
            piece = played(Path(folder), seed, min(PIECE, chosen.calls - first))
        outcome.calls += piece.calls
        outcome.stored += piece.stored
        outcome.statuses.update(piece.statuses)
        outcome.wrong += [f"{seed}/{line}" for line in piece.wrong]
        _say(f"{outcome.calls:,} at {outcome.calls / (time.monotonic() - began):,.0f}/s\n")
        for line in piece.wrong:
            _say(f"wrong: {seed}/{line}\n")
    statuses = ", ".join(f"{count:,} x {status or 'hung up'}" for status, count in sorted(outcome.statuses.items()))
    sys.stdout.write(f"{outcome.calls:,} calls in {time.monotonic() - began:.0f} s: {statuses}\n")
    sys.stdout.write(f"{outcome.stored:,} events stored; {len(outcome.wrong)} wrong\n")
    return 1 if outcome.wrong else 0

"""Files damaged in every way a disk, a copy or a person can damage them: found, or harmless; never silently wrong.

Each damage is drawn from its number: bits flipped, ranges zeroed or overwritten, pages swapped or taken from an older
state, files torn, cut, lengthened, lost, or put together from different moments. Then the kiosk starts on it three times.

- *found*: the file was moved aside whole, the kiosk says so and begins anew; the starts after that find nothing to do.
- *harmless*: everything is there.
- *stale*: one page stands as it was before, with a good check sum, in a table that follows from others. A disk that
  confirms writes it does not make can do this, and so can a WAL damaged after it was put in, whose good part is put in
  once more; where it hits the ledger or the roster, their indexes say so.
- *cut short*: what is there is everything up to an earlier commit, to the row. Only a WAL that was damaged after the
  fact can do this, and central, which holds more, tells (docs/reliability.md).

Anything else is a broken promise: other contents, an exception, a process that dies, a second recovery.
"""

import argparse
import logging
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kiosk.cli.check_in import Printer
from kiosk.errors import KioskError
from kiosk.store.store import Store
from tests.crash.life import Life, on_pipes
from tests.crash.proof import Lost, contents, demand, sources
from tests.crash.twins import NAME, Twin, twins
from tests.store.day import DB_KEY, token
from tests.store.ledgers import append, draft

BATCH = 100
PAGE = 4096
FRAME = 24 + PAGE
WAL_HEAD = 32
Files = dict[str, bytes]


# --- damages ------------------------------------------------------------------------------------------------------------


def flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _range(content: bytes, chance: random.Random) -> slice:
    length = min(len(content), chance.choice((1, 16, 512, PAGE, 8 * PAGE)))
    start = chance.randrange(len(content) - length + 1)
    if length >= 512 and chance.random() < 0.7:
        start -= start % 512
    return slice(start, start + length)


def zero(content: bytes, chance: random.Random) -> bytes:
    where = _range(content, chance)
    return content[: where.start] + bytes(where.stop - where.start) + content[where.stop :]


def noise(content: bytes, chance: random.Random) -> bytes:
    where = _range(content, chance)
    return content[: where.start] + chance.randbytes(where.stop - where.start) + content[where.stop :]


def cut(content: bytes, chance: random.Random) -> bytes:
    to = chance.randrange(len(content))
    return content[: to - to % PAGE if chance.random() < 0.4 else to]


def torn(content: bytes, chance: random.Random) -> bytes:
    """The last page reached the disk by half; the other half is nothing, or what was there before."""
    keep = len(content) - chance.randrange(1, min(PAGE, len(content)))
    rest = len(content) - keep
    return content[:keep] + chance.choice((bytes(rest), chance.randbytes(rest), b""))


def longer(content: bytes, chance: random.Random) -> bytes:
    more = chance.choice((1, 100, PAGE, 5 * PAGE))
    return content + chance.choice((bytes(more), chance.randbytes(more), (content * 2)[:more]))


def swapped(content: bytes, chance: random.Random) -> bytes:
    """Two pages have changed places, or one stands twice."""
    pages = len(content) // PAGE
    if pages < 3:
        return flip(content, chance)
    one, other = chance.sample(range(pages), 2)
    blocks = [content[at * PAGE : at * PAGE + PAGE] for at in range(pages)]
    blocks[one], blocks[other] = blocks[other], blocks[one] if chance.random() < 0.5 else blocks[other]
    return b"".join(blocks) + content[pages * PAGE :]


ONE_FILE = (flip, flip, flip, zero, noise, cut, torn, longer, swapped)


def stale_page(files: Files, older: Files, chance: random.Random) -> Files | None:
    """A write that the disk said it had made: one page as it was before. Its check sum holds."""
    now, before = files.get("", b""), older.get("", b"")
    changed = [
        at
        for at in range(min(len(now), len(before)) // PAGE)
        if now[at * PAGE : at * PAGE + PAGE] != before[at * PAGE : at * PAGE + PAGE]
    ]
    if not changed:
        return None
    at = chance.choice(changed) * PAGE
    return {**files, "": now[:at] + before[at : at + PAGE] + now[at + PAGE :]}


def mixed(files: Files, other: Files, chance: random.Random) -> Files:
    """Database of one moment, WAL of another or none."""
    if chance.random() < 0.4:
        gone = chance.choice(sorted(files)) if len(files) > 1 else ""
        return {suffix: content for suffix, content in files.items() if suffix != gone} or {"": b""}
    return {**files, "-wal": other.get("-wal", b"")} if chance.random() < 0.5 else {**files, "": other[""]}


def damaged(kept: list[Twin], number: int) -> tuple[Twin, str, Files]:
    """The `number`th damage: what of, in a word, and the files after it."""
    chance = random.Random(f"damage {number}")
    twin, other = chance.choice(kept), chance.choice(kept)
    files, kind = twin.files, chance.random()
    if kind < 0.06 and (stale := stale_page(files, other.files, chance)) is not None:
        return twin, "stale page", stale
    if kind < 0.16:
        return twin, f"mixed with {other.name}", mixed(files, other.files, chance)
    suffix = chance.choice([one for one in files if files[one]])
    way = chance.choice(ONE_FILE)
    changed = {**files, suffix: way(files[suffix], chance)}
    if kind > 0.95:  # a disk that fails seldom fails once
        second = chance.choice([one for one in changed if changed[one]] or [suffix])
        if changed[second]:
            changed[second] = chance.choice(ONE_FILE)(changed[second], chance)
    if chance.random() < 0.03:
        changed["-shm"] = chance.randbytes(32768)  # never read: the lock is exclusive
    return twin, f"{way.__name__} of {suffix or 'the database'}", changed


# --- what the kiosk makes of them -----------------------------------------------------------------------------------------


def judge(folder: Path, kept: list[Twin], number: int) -> tuple[str, str]:
    """(how it was damaged, found | harmless | cut short). Raises Lost."""
    twin, how, files = damaged(kept, number)
    what = f"{how} ({twin.name})"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / NAME
    for suffix, content in files.items():
        path.with_name(NAME + suffix).write_bytes(content)
    try:
        return how, _judged(path, twin, kept, files, how)
    except Lost as lost:
        raise Lost(f"damage {number}, {what}: {lost}") from lost
    except Exception as error:
        raise Lost(f"damage {number}, {what}: {type(error).__name__}: {error}") from error


def _judged(path: Path, twin: Twin, kept: list[Twin], files: Files, how: str) -> str:
    store = Store.open(path, DB_KEY, token)
    try:
        recovered = store.recovered
        if recovered is None:
            held = store.worker.submit(contents, store._db).result()
            if held not in max(kept, key=lambda one: len(one.prefixes)).prefixes:
                return _stale(store.worker.submit(sources, store._db).result(), twin)
            return _whole(held, twin, kept, _wal_touched(twin, files))
        append(store, draft(1))
    finally:
        store.close()
    aside = {file.name.rpartition(".db")[2]: file.read_bytes() for file in recovered.moved_to}
    if files.get(
        "-wal"
    ):  # then its good part may stand in the database as well, where putting it in again changes nothing
        demand(aside.get("-wal") == files["-wal"], "the WAL moved aside is not the one that was there")
    elif files.get(""):
        demand(aside.get("") == files[""], "the database moved aside is not the one that was there")
    demand(recovered.reason, "no reason is given")
    for start in ("second", "third"):
        again = Store.open(path, DB_KEY, token)
        events = again.worker.submit(again.ledger.count).result()
        again.close()
        demand(again.recovered is None, f"a recovery again at the {start} start")
        demand(events == 1, f"the new file held {events} events at the {start} start, not 1")
    return "found"


def _stale(held: str, twin: Twin) -> str:
    demand(held == twin.sources, "it opened, and what its ledger or roster holds was never committed")
    return "stale"


def _wal_touched(twin: Twin, files: Files) -> bool:
    return files.get("-wal", b"") != twin.files.get("-wal", b"")


def _whole(held: str, twin: Twin, kept: list[Twin], wal_touched: bool) -> str:
    if held == twin.prefixes[-1]:
        return "harmless"
    if held not in twin.prefixes:
        return "harmless"  # put together with files of a later moment, of which it now holds everything
    demand(
        wal_touched or held in {one.prefixes[-1] for one in kept}, "commits are missing, and the WAL was not touched"
    )
    return "cut short"


# --- many -----------------------------------------------------------------------------------------------------------------


def batch(codes: Connection, said: Connection, folder: Path, numbers: range, goes_on: bool) -> None:
    """In a child, so that a library that dies of a file is noticed."""
    on_pipes(codes, said, folder / "stderr.txt")
    logging.disable(logging.CRITICAL)
    printer = Printer(sys.stdout)
    kept = [
        Twin(
            name,
            folder / name,
            (folder / f"{name}.sources").read_text(),
            tuple((folder / f"{name}.prefixes").read_text().split()),
        )
        for name in (folder / "names").read_text().splitlines()
    ]
    for number in numbers:
        printer.say({"begun": number})
        try:
            how, outcome = judge(folder / "work", kept, number)
            printer.say({"number": number, "how": how, "outcome": outcome})
        except (Lost, KioskError) as lost:
            printer.say({"number": number, "lost": str(lost)})
            if not goes_on:
                return


def prepare(folder: Path) -> list[Twin]:
    kept = twins(folder)
    (folder / "names").write_text("\n".join(twin.name for twin in kept))
    for twin in kept:
        (folder / f"{twin.name}.prefixes").write_text("\n".join(twin.prefixes))
        (folder / f"{twin.name}.sources").write_text(twin.sources)
    return kept


def judge_many(folder: Path, first: int, count: int, *, goes_on: bool = False, progress: bool = False) -> Counter[str]:
    """Outcomes by kind of damage: `flip of -wal: found`. Raises Lost at the first broken promise."""
    prepare(folder)
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        life = Life(batch, folder, numbers, goes_on)
        told: list[dict[str, Any]] = life.rest()
        broken += [str(line["lost"]) for line in told if "lost" in line]
        if life.exit_code != 0:
            broken.append(f"damage {told[-1].get('begun')}: the process ended with {life.exit_code}")
        if broken and not goes_on:
            raise Lost(broken[0])
        outcomes.update(f"{line['how'].split(' with ')[0]}: {line['outcome']}" for line in told if "outcome" in line)
        if progress and (start - first) % (10 * BATCH) == 0:
            print(f"{start - first + len(numbers)}/{count}, {len(broken)} broken", flush=True)
    if broken:
        raise Lost("\n".join([f"{len(broken)} of {count}", *broken[:40]]))
    return outcomes


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first damage: each is its own seed")
    parser.add_argument("--go-on", action="store_true", help="list all broken promises, not only the first")


def run(chosen: argparse.Namespace) -> int:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kiosk-crash-") as folder:
        outcomes = judge_many(Path(folder), chosen.first, chosen.count, goes_on=chosen.go_on, progress=True)
    for name, count in sorted(outcomes.items()):
        print(f"{count:6}  {name}")
    sums: Counter[str] = Counter()
    for name, count in outcomes.items():
        sums[name.rpartition(": ")[2]] += count
    print(
        f"{sum(sums.values())} damages from {chosen.first}, {time.monotonic() - began:.0f} s: "
        f"{', '.join(f'{count} {name}' for name, count in sorted(sums.items()))}, 0 silently wrong"
    )
    return 0

"""`codes`: K1 codes made to deceive, read as a terminal reads them. Nothing may be believed that the launch did not sign."""

import argparse
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from kiosk.domain.code import Code, CodeFault, CodeForm, clean, read_code
from tests.soak.forgeries import KINDS, LAUNCH, NOW, STORE, Mint

PIECE = 50_000
"""Codes of one seed; each piece has keys and true codes of its own."""
LOOKUP_KEY = bytes(range(32))
UNPROVEN = (CodeFault.MALFORMED, CodeFault.FORGED)
EVERY = 50
"""So often a true code is read in between: a reader that refuses everything would be worth nothing."""


@dataclass(slots=True)
class Outcome:
    codes: int = 0
    true: int = 0
    """Of them, what the launch did sign, some in what hand scanners put around it: read as what they are."""
    answers: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list)
    """Kind, seed and number of what was believed, refused or raised wrongly."""

    def add(self, other: "Outcome") -> None:
        self.codes += other.codes
        self.true += other.true
        self.answers.update(other.answers)
        self.wrong += other.wrong


def played(seed: int, codes: int) -> Outcome:
    """Read so many codes of one seed, the kinds in turn."""
    outcome, mint = Outcome(codes), Mint(random.Random(seed))
    for number in range(codes):
        kind = KINDS[number % len(KINDS)]
        name = kind.__name__
        text = kind(mint)
        if number % EVERY == EVERY - 1:
            name, text = "true", mint.text()
        try:
            code = read_code(text, mint.trust, launch=LAUNCH, store=STORE, lookup_key=LOOKUP_KEY, now=NOW)
        except Exception as error:  # a text must never raise: that is what is looked for
            outcome.wrong.append(f"{name} {seed}/{number} raised {type(error).__name__}")
            continue
        outcome.answers[f"{code.form} {code.fault or 'read'}"] += 1
        # A mutation may end as a true code: where nothing was changed but what stands around it.
        known = clean(text)
        if known in mint.good:
            outcome.true += 1
            fits = code.form is CodeForm.SIGNED and code.fault is mint.good[known]
        else:
            fits = _unproven(code)
        if not fits:
            outcome.wrong.append(f"{name} {seed}/{number} was {code.form} {code.fault or 'read'}")
    return outcome


def _unproven(code: Code) -> bool:
    """Nothing of it is believed: refused as a K1 code, or not taken for one and only to be looked up by its digest."""
    if code.reservation_id or code.badge or code.training or code.not_after is not None or code.generation:
        return False
    return code.fault in UNPROVEN if code.form is CodeForm.SIGNED else code.fault in (None, CodeFault.MALFORMED)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--codes", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)


def run(chosen: argparse.Namespace) -> int:
    total, began = Outcome(), time.monotonic()
    sizes = [min(PIECE, chosen.codes - first) for first in range(0, chosen.codes, PIECE)]
    seeds = range(chosen.seed, chosen.seed + len(sizes))
    with ProcessPoolExecutor(chosen.workers) as pool:
        for number, piece in enumerate(pool.map(played, seeds, sizes), 1):
            total.add(piece)
            if number % 10 == 0:
                sys.stdout.write(f"{total.codes:,} at {total.codes / (time.monotonic() - began):,.0f}/s\n")
                sys.stdout.flush()
    answers = ", ".join(f"{count:,} {answer}" for answer, count in total.answers.most_common())
    sys.stdout.write(f"{total.codes:,} codes in {time.monotonic() - began:.0f} s: {answers}\n")
    sys.stdout.write(
        f"{total.true:,} of them signed by the launch and read as such; {len(total.wrong)} wrong answers\n"
    )
    sys.stdout.writelines(f"wrong: {line}\n" for line in total.wrong[:20])
    return 1 if total.wrong else 0

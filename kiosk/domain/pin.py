"""A PIN and what it is compared with: Argon2id under the store's pepper, by the library `cryptography`.

A PIN has a million values: the pepper, which lies in keyrings and never beside what is compared, is what keeps whoever has
the rows from trying them all.
"""

from collections.abc import Callable
from itertools import pairwise

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

SHORTEST, LONGEST = 6, 8
"""Digits."""
SALT_BYTES = 16
_ITERATIONS, _MEMORY_KIB, _LANES, _LENGTH = 2, 19_456, 1, 32
"""OWASP's second choice of parameters; some 40 ms on the slowest terminal we know."""


def problem_of(pin: str, staff_id: str) -> str:
    """Why this may not be a PIN, for a person; empty: it may."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST <= len(pin) <= LONGEST):
        return f"A PIN has {SHORTEST} to {LONGEST} digits"
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        return "All the same, or counted up or down, is guessed first: choose another"
    if len(set(pin)) < 3:
        return "Use at least three different digits"
    if staff_id and staff_id in pin:
        return "Your number must not stand in it: choose another"
    return ""


def verifier_of(pin: str, pepper: bytes, chance: Callable[[int], bytes]) -> str:
    """What is kept of a PIN, in the PHC form."""
    return _kdf(pepper, chance(SALT_BYTES)).derive_phc_encoded(pin.encode())


def fits(pin: str, verifier: str, pepper: bytes) -> bool:
    """Whether this is the PIN; False too for a verifier that is none, or one of another pepper."""
    try:
        Argon2id.verify_phc_encoded(pin.encode(), verifier, secret=pepper)
    except (InvalidKey, ValueError):
        return False
    return True


def _kdf(pepper: bytes, salt: bytes) -> Argon2id:
    return Argon2id(
        salt=salt, length=_LENGTH, iterations=_ITERATIONS, lanes=_LANES, memory_cost=_MEMORY_KIB, secret=pepper
    )

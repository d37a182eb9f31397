"""The spoken code of a reservation: seven random characters and a check character, none of which sounds or looks like another.

Luhn modulo 32 finds every single wrong character and nearly every swap of neighbours. Nothing is guessed: 0, O, 1 and I
are not in the alphabet, so a code that contains one was misheard and is said to be so (docs/protocol.md, "Codes").
"""

from enum import StrEnum

from stdnum import luhn

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8
HALF = LENGTH // 2
RANDOM_BITS = 35
_SEPARATORS = str.maketrans("", "", " -\u2010\u2011\u2013\u00a0\t\r\n")


class ShortCodeProblem(StrEnum):
    LENGTH = "length"
    ALPHABET = "alphabet"
    """Holds a character that no code has (0, O, 1, I, punctuation): it was misread."""
    CHECK = "check"
    """Well-formed, but one character is wrong or two are swapped."""


def from_random(bits: int) -> str:
    """The code of 35 random bits."""
    if not 0 <= bits < 1 << RANDOM_BITS:
        raise ValueError(f"{bits} is not a number of {RANDOM_BITS} bits")
    drawn = "".join(ALPHABET[bits >> shift & 31] for shift in range(RANDOM_BITS - 5, -1, -5))
    return drawn + luhn.calc_check_digit(drawn, alphabet=ALPHABET)


def fold(text: str) -> str:
    """Typed text without what people add to it: case, spaces, hyphens."""
    return text.translate(_SEPARATORS).upper()


def problem(text: str) -> ShortCodeProblem | None:
    """Why a typed text is no spoken code; None when it is one."""
    folded = fold(text)
    if any(character not in ALPHABET for character in folded):
        return ShortCodeProblem.ALPHABET
    if len(folded) != LENGTH:
        return ShortCodeProblem.LENGTH
    if not luhn.is_valid(folded, alphabet=ALPHABET):
        return ShortCodeProblem.CHECK
    return None


def parse(text: str) -> str | None:
    """The canonical eight characters, or None (`problem` then says why)."""
    return None if problem(text) else fold(text)


def second_half_is(code: str, typed: str) -> bool:
    """Whether a typed text is the second half of a spoken code, which a customer gives to whoever comes in their place."""
    half = fold(typed)
    return len(half) == HALF and half == fold(code)[-HALF:]

"""What a hand scanner typed, put right where scanner and terminal are set to different keyboards. Pure.

A scanner that acts as a keyboard sends keys, not characters: set to en-US it presses the keys where `K1:` stands on an
American keyboard, and a terminal set to French writes `K&M`. Caps lock bends texts in the same way. The way back is one
to one for every character of our codes, so a text is put right when, and only when, exactly one pair of settings makes
a whole K1 or K0 code of it. Nothing else is touched: for a retailer's own code there is no such evidence.

The tables are those of Windows and X11 (`fr`, AZERTY) and of macOS (`fr`); the tests type every character both ways.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from kiosk.domain import k1
from kiosk.domain.code import clean


class Keyboard(StrEnum):
    US = "en-US"
    FRENCH = "fr-FR"
    FRENCH_MAC = "fr-FR (macOS)"

    @property
    def country(self) -> str:
        """What a scanner is set to: `en-US` or `fr-FR`."""
        return self.value[:5]


class Caps(StrEnum):
    """What the terminal's caps lock does when it is on."""

    OFF = "off"
    LETTERS = "letters"
    """Only letters change their case (X11, macOS, and American keyboards everywhere)."""
    SHIFT = "shift"
    """Every key answers as if shift were held (French keyboards on Windows)."""


class Outcome(StrEnum):
    AS_IS = "as_is"
    REPAIRED = "repaired"
    WRONG_KEYBOARD = "wrong_keyboard"
    """Surely one of our codes through a wrong keyboard, and not whole: say how to mend it instead of looking it up."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The scanner presses the keys of one keyboard, the terminal reads those of another."""

    scanner: Keyboard
    terminal: Keyboard
    caps: Caps = Caps.OFF

    @property
    def caps_only(self) -> bool:
        """The scanner is set well; it is the terminal's caps lock."""
        return self.scanner.country == self.terminal.country


@dataclass(frozen=True, slots=True)
class Settled:
    """`text` is what to look up; `mismatch` tells what was wrong, where it is known."""

    text: str
    outcome: Outcome = Outcome.AS_IS
    mismatch: Mismatch | None = None


# Keys of an ISO keyboard in one order: the row of digits, the three rows of letters, and last the key left of Z, which
# American keyboards lack (a terminal set to en-US gives it the backslash, which the one before has already). First line
# without shift, second with it; blanks part the rows.
_KEYS = {
    Keyboard.US: (
        "`1234567890-= qwertyuiop[] asdfghjkl;'\\ zxcvbnm,./ \\",
        r'~!@#$%^&*()_+ QWERTYUIOP{} ASDFGHJKL:"| ZXCVBNM<>? |',
    ),
    Keyboard.FRENCH: (
        r"""²&é"'(-è_çà)= azertyuiop^$ qsdfghjklmù* wxcvbn,;:! <""",
        r"~1234567890°+ AZERTYUIOP¨£ QSDFGHJKLM%µ WXCVBN?./§ >",
    ),
    Keyboard.FRENCH_MAC: (
        r"""@&é"'(§è!çà)- azertyuiop^$ qsdfghjklmù` wxcvbn,;:= <""",
        r"#1234567890°_ AZERTYUIOP¨* QSDFGHJKLM%£ WXCVBN?./+ >",
    ),
}

_LEAD = 12
"""Characters before a code's own: symbology identifier and ECI, whatever the wrong keyboard made of them."""
_K1 = re.compile(r"K1:[0-9A-Z $%*+\-./:]{126}\Z", re.ASCII)
_K0 = re.compile(r"K0:[A-Z2-7]{25}[AEIMQUY4]\Z", re.ASCII)
"""26 base32 digits of 128 bits: the last one has two bits to spare, which are zero."""
_K1_BEGINNING = re.compile(r"K1:[0-9A-Z $%*+\-./:]{40}", re.ASCII)
"""43 characters in a row that only a signed code has: where the rest lost or won something, this is proof enough."""
_K0_BEGINNING = re.compile(r"K0:[A-Z2-7]{18,32}\Z", re.ASCII)
"""A short form that lost or won a few characters on the way."""
_DIGIT_KEYS = {
    Mismatch(Keyboard.US, Keyboard.FRENCH): re.compile(r"""(?:\$[A-Za-z].)?[&é"'(\-è_çà]{6,}\Z"""),
    Mismatch(Keyboard.FRENCH, Keyboard.US): re.compile(r"[!@#$%^&*()]{6,}\Z"),
}
"""Nothing but the row of digits with the shift of the other keyboard: a number, say a box's, and never anything else."""
_DIFFERENT = 30
"""Of 20,000 signed codes the poorest had 35 different characters, typed with shift held down 33."""
_K0_OUTLINE = re.compile(r"""[Kk]0([^\x00-\x7f]|[>;"+<*'?&])([A-Z2-7]{26}|[a-z2-7]{26})\Z""")
"""A short form but for its colon, which few keyboards have where the American has it: Ö, Ñ, ç, Ş, or a sign that nobody
parts a code with. Where only Y and Z, or A and Q, change places, the rest stays base32."""
_K0_LENGTH = 29
_K0_DIFFERENT, _K0_LETTERS = 10, 11
"""Of 20,000 short forms the poorest had 12 different characters in 26, and 13 letters."""
_DEAD = {"\u0302": "^", "\u0308": "¨"}
_DEAD_INTERNATIONAL = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0327": "'"}
_CAPITAL_KEYS = str.maketrans("ÉÈÇÀÙ", "éèçàù")


def settle(text: str, *, mac: bool = False) -> Settled:
    """The text that was meant. `mac`: the terminal runs macOS, whose French keyboard differs."""
    cleaned = clean(text)
    if is_ours(text):
        return Settled(text)
    if code := _whole_after_lead(cleaned):
        return Settled(code)
    whole: dict[str, Mismatch] = {}
    broken: Mismatch | None = None
    for mismatch in mismatches(mac):
        meant = typed_back(text, mismatch)
        if code := _code_in(meant, cleaned):
            whole.setdefault(code, mismatch)
        elif broken is None and _beginning_in(meant, cleaned):
            broken = mismatch
    if len(whole) == 1:
        ((code, mismatch),) = whole.items()
        return Settled(code, Outcome.REPAIRED, mismatch)
    if whole or broken:
        return Settled(text, Outcome.WRONG_KEYBOARD, None if whole else broken)
    for mismatch, digits in _DIGIT_KEYS.items():
        if digits.match(cleaned):
            return Settled(text, Outcome.WRONG_KEYBOARD, replace(mismatch, terminal=_here(mismatch.terminal, mac)))
    outlined = _shaped_like_k1(cleaned) or _shaped_like_k0(cleaned)
    return Settled(text, Outcome.WRONG_KEYBOARD if outlined else Outcome.AS_IS)


def typed_back(text: str, mismatch: Mismatch) -> str:
    """What the scanner meant to type. U+FFFD stands for a character that no key of the terminal's keyboard makes."""
    table = _table(mismatch)
    return "".join(table.get(character, "\ufffd") for character in _keys_pressed(text, mismatch.terminal))


def typed(text: str, mismatch: Mismatch) -> str:
    """What the terminal writes when the scanner means `text`, which the scanner's keyboard must be able to type."""
    there = {meant: written for written, meant in _strokes(mismatch)}
    return "".join(there.get(character, character if character == " " else "\ufffd") for character in text)


def is_ours(text: str) -> bool:
    """A whole K1 or K0 code; whether anybody signed it is not asked here."""
    cleaned = clean(text)
    return k1.decode(cleaned) is not None or _K0.match(cleaned.upper()) is not None


def _whole_after_lead(cleaned: str) -> str:
    """A signed code behind a key or two that somebody pressed just before; nothing where it is not whole."""
    found = _K1.search(cleaned)
    return found[0] if found and found.start() <= _LEAD and k1.decode(found[0]) else ""


def _shaped_like_k1(cleaned: str) -> bool:
    """A signed code through a keyboard that is not known here, or with shift held down: only its outline is left.

    Its length to the character, its first letter, which all Latin keyboards have in one place, and as many different
    characters as chance gives 126 of 45.
    """
    return len(cleaned) == k1.TEXT_LENGTH and cleaned[0] in "Kk" and len(set(cleaned)) >= _DIFFERENT


def _shaped_like_k0(cleaned: str) -> bool:
    """A short form through a keyboard that is not known here.

    Either all but its colon is there, or the digits are in shift as well (Czech, Belgian): then its length to the
    character, its first letter, letters of no code of a retailer's where colon and digits were, and no digit.
    """
    outline = _K0_OUTLINE.search(cleaned)
    if outline is not None:
        return outline.start() <= _LEAD and len(set(outline[2])) >= _K0_DIFFERENT
    if len(cleaned) != _K0_LENGTH or cleaned[0] not in "Kk" or cleaned[1].isascii():
        return False
    rest = cleaned[3:]
    letters = sum(character.isascii() and character.isalpha() for character in rest)
    strange = not cleaned[2].isascii() or not (cleaned[2].isalnum() or cleaned[2] in "-_./ :#|=")
    strange = strange or cleaned[1:3].lower() == "àm"  # Belgian
    digits = any(character.isascii() and character.isdigit() for character in rest)
    return strange and not digits and letters >= _K0_LETTERS and len(set(rest)) >= _K0_DIFFERENT


def _code_in(meant: str, written: str) -> str:
    """The one whole code that `meant` ends with, or nothing."""
    meant = clean(meant.rstrip("\ufffd"))
    for shape in (_K1, _K0):
        found = shape.search(meant)
        if found and found.start() <= _LEAD and (shape is _K1 or not _plain(written)):
            return found[0] if shape is _K0 or k1.decode(found[0]) else ""
    return ""


def _beginning_in(meant: str, written: str) -> bool:
    meant = clean(meant)
    signed = _K1_BEGINNING.search(meant)
    if signed and signed.start() <= _LEAD:
        return True
    short = _K0_BEGINNING.search(meant)
    return short is not None and short.start() <= _LEAD and not _plain(written)


def _plain(written: str) -> bool:
    """Begins like any retailer's own code might: nothing of it tells of a wrong keyboard."""
    return written[:3].isalnum() and written.isascii()


def _here(terminal: Keyboard, mac: bool) -> Keyboard:
    return Keyboard.FRENCH_MAC if mac and terminal is Keyboard.FRENCH else terminal


def mismatches(mac: bool) -> Iterator[Mismatch]:
    """All pairs of settings but the right ones."""
    terminals = {
        Keyboard.US: (Caps.OFF, Caps.LETTERS),
        _here(Keyboard.FRENCH, mac): (Caps.OFF, Caps.LETTERS, *(() if mac else (Caps.SHIFT,))),
    }
    for scanner in (Keyboard.US, Keyboard.FRENCH):
        for terminal, locks in terminals.items():
            for caps in locks:
                if scanner is not terminal or caps is not Caps.OFF:
                    yield Mismatch(scanner, terminal, caps)


@cache
def _table(mismatch: Mismatch) -> dict[str, str]:
    table = {" ": " "}
    for written, meant in _strokes(mismatch):
        table.setdefault(written, meant)
    return table


def _strokes(mismatch: Mismatch) -> Iterator[tuple[str, str]]:
    """Each key with and without shift: what the terminal writes and what the scanner means."""
    terminal, scanner = _KEYS[mismatch.terminal], _KEYS[mismatch.scanner]
    for shift in (False, True):
        for plain, shifted, meant in zip(*terminal, scanner[shift], strict=True):
            if plain != " ":
                yield _written(plain, shifted, shift, mismatch.caps), meant


def _written(plain: str, shifted: str, shift: bool, caps: Caps) -> str:
    if caps is Caps.SHIFT:
        return plain if shift else shifted
    written = shifted if shift else plain
    # Accented keys turn into capitals as well; `_keys_pressed` undoes that, because no key but theirs makes them.
    return written.swapcase() if caps is Caps.LETTERS and written.isascii() else written


def _keys_pressed(text: str, terminal: Keyboard) -> str:
    """Dead keys taken apart again: the terminal wrote `ê` for the two keys `^` and `e`. Capital accents are their keys."""
    french = terminal is not Keyboard.US
    marks = _DEAD if french else _DEAD_INTERNATIONAL
    pressed: list[str] = []
    for character in text.translate(_CAPITAL_KEYS) if french else text:
        parts = unicodedata.normalize("NFD", character)
        if len(parts) == 2 and parts[1] in marks:
            pressed.append(marks[parts[1]] + parts[0])
        else:
            pressed.append(character)
    return "".join(pressed)

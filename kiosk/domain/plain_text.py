"""Text from outside as it may be drawn: nothing in it can hide, reorder or break the line it stands in. Pure.

Control, bidirectional, zero-width and unassigned characters are shown as `\\u{202E}`-like escapes, so that a person sees
that something is there. Markup is not its concern: every label draws plain text.
"""

import re
import unicodedata

LONGEST = 120
"""Longer texts end in an ellipsis: no name needs more, and a page must not be pushed off the screen."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters by category that draw nothing."""
_JOINER = "\u200d"


def plain(text: str, longest: int = LONGEST) -> str:
    """One line of harmless text: white space collapsed, hidden characters escaped, at most `longest` characters."""
    shown: list[str] = []
    marks = 0
    for index, character in enumerate(text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if character == _JOINER and _joins_emoji(text, index):
            shown.append(character)
        elif character in "\t\n\r":
            shown.append(" ")
        elif character in _BLANK_LETTERS or unicodedata.category(character) in _HIDDEN or marks > 3:
            shown.append(f"\\u{{{ord(character):04X}}}")
        else:
            shown.append(character)
    line = re.sub(" +", " ", "".join(shown)).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _joins_emoji(text: str, index: int) -> bool:
    """True for the joiner inside an emoji such as a family: it stands between two pictures and hides nothing."""
    before = text[index - 1 : index]
    if before == "\ufe0f" or (before and unicodedata.category(before) == "Sk"):
        before = text[index - 2 : index - 1]
    after = text[index + 1 : index + 2]
    return bool(before and after) and unicodedata.category(before) == unicodedata.category(after) == "So"

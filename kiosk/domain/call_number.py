"""The number on the customer's screen: the terminal's letter and a counter, so that two offline terminals cannot collide."""

import string


def next_call_number(letter: str, highest: int) -> str:
    """`A042` after the terminal's highest used number 41; three digits that grow past 999."""
    return f"{letter}{highest + 1:03d}"


def counter_of(call_number: str, letter: str) -> int:
    """The counter in one of this terminal's call numbers; 0 when the text is not one of them."""
    digits = call_number.removeprefix(letter)
    is_ours = call_number.startswith(letter) and digits.isascii() and digits.isdigit()
    return int(digits) if is_ours else 0


def letter_of(index: int) -> str:
    """The letter of a store's terminal number 0, 1, 2, ...: A to Z, then AA, AB, ..."""
    if index < 0:
        raise ValueError(f"a terminal cannot have number {index}")
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, len(string.ascii_uppercase))
        letters = string.ascii_uppercase[place] + letters
    return letters

"""The spoken code as it is typed: which characters it has. Pure; the check digit is the desk's business."""

SHORT_CODE_LENGTH = 8
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0 and O, no 1 and I (kiosk/domain/short_code.py)."""


def letter(key: str) -> str:
    """The character of the alphabet that was meant, or nothing."""
    typed = key.upper()
    return typed if len(typed) == 1 and typed in ALPHABET else ""

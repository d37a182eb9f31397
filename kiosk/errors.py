"""Whose fault it is: the environment's (`Fault`, with a hint) or the configuration's (`ConfigError`, at start only).

Our own bugs stay ordinary exceptions. Retry is decided by type, never by message.
"""


class KioskError(Exception):
    """Anything a person can do something about."""


class Fault(KioskError):
    """The environment failed: what was tried, why it failed, what to do about it."""

    def __init__(self, operation: str, hint: str, cause: BaseException | str | None = None) -> None:
        self.operation = operation
        self.hint = hint
        self.cause = cause
        super().__init__(f"{operation}: {cause}. {hint}" if cause else f"{operation}. {hint}")


class NotSaved(Fault):
    """The commit did not happen (disk full, read-only, failing): nothing may be handed over on its strength."""


class Refused(KioskError):
    """An act that the rules do not allow now; `hint` says the way out."""

    def __init__(self, operation: str, hint: str) -> None:
        self.operation = operation
        self.hint = hint
        super().__init__(f"{operation}: {hint}")


class NotAllowed(Refused):
    """Whoever acts has not the role for it, or nobody is signed in."""


class SecondWanted(Refused):
    """It takes two people, and only one has said who they are."""


class ConfigError(KioskError):
    """The configuration cannot be used; raised before any window opens."""

"""What a person can put right: said with what was tried and what to do. Our own bugs stay ordinary exceptions."""


class CentralError(Exception):
    """The environment or the input is wrong; `hint` says the way out. The command line prints it and exits 1."""

    def __init__(self, operation: str, hint: str) -> None:
        self.operation = operation
        self.hint = hint
        super().__init__(f"{operation}. {hint}" if hint else operation)


class Busy(CentralError):
    """Another process holds the database for too long. Worth trying again (503 on the wire)."""


class Unreachable(Busy):
    """The database server is not there, or not the primary just now. Worth trying again: it may be failing over."""


class Unreadable(CentralError):
    """The file is damaged, no database, or encrypted with another key."""

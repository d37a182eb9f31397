"""What was the matter when a request failed: the innermost of the errors that its libraries have wrapped. Knows no library."""

import ssl


def cause(error: BaseException) -> str:
    """What went wrong, without addresses and object representations, for the status strip's details."""
    seen = error
    for _ in range(8):
        seen = _inner(seen) or seen
    if isinstance(seen, OSError) and seen.strerror:
        return f"{type(error).__name__}: {seen.strerror}"
    return type(error).__name__ if seen is error else f"{type(error).__name__}: {type(seen).__name__}"


def distrusted(error: BaseException | None) -> bool:
    """Whether it was the other side's certificate."""
    for _ in range(8):
        if error is None or isinstance(error, ssl.SSLCertVerificationError):
            break
        error = _inner(error)
    return isinstance(error, ssl.SSLCertVerificationError)


def _inner(error: BaseException) -> BaseException | None:
    reason = getattr(error, "reason", None)
    if isinstance(reason, BaseException):
        return reason
    first = error.args[0] if error.args else None
    return first if isinstance(first, BaseException) else error.__cause__

"""Reading a SourceSpec's options with a type and a default."""

from scanner.messages import CameraHint, SourceSpec
from scanner.sources.source import Unavailable


def number(spec: SourceSpec, name: str, default: float) -> float:
    """The option as a number."""
    value = spec.options.get(name, default)
    try:
        return float(value)
    except ValueError as error:
        raise Unavailable(CameraHint.UNREADABLE, f"option {name}: {value!r} is no number") from error


def flag(spec: SourceSpec, name: str, default: bool) -> bool:
    """The option as yes or no; the words of a configuration file are understood."""
    value = spec.options.get(name, default)
    return value.lower() in ("1", "true", "yes", "on") if isinstance(value, str) else bool(value)


def text(spec: SourceSpec, name: str, default: str) -> str:
    """The option as text."""
    return str(spec.options.get(name, default))

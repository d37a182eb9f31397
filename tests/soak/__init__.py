"""What takes too long for the tests: `python -m tests.soak --help`."""

TICK_MS = 5
"""Of the timers that notice lateness."""

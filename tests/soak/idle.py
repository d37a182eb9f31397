"""A process that only waits, in the same rhythm as the page's timer: how late the machine itself makes everybody.

Prints the longest gap in seconds when its input ends.
"""

import sys
import threading
import time

from tests.soak import TICK_MS


def main() -> None:
    ended = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    longest, last = 0.0, time.monotonic()
    while not ended.wait(TICK_MS / 1000):
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    sys.stdout.write(f"{longest}\n")


if __name__ == "__main__":
    main()

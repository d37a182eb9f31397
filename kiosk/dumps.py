"""No picture of this process's memory is ever written to a disk: names and keys stand in it."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def forbid_dumps() -> None:
    """No core file at a crash, from here on and in the processes begun from here.

    On Linux the kernel is told as well, for this process only: where crashes are piped to a collector (systemd-coredump,
    apport) the limit alone is passed over. On Windows dumps are the system's setting (docs/security.md).
    """
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

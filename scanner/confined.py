"""The scanner's process gives up what reading pictures does not need: network, other programs, new files, other processes.

It reads what strangers hold before the camera, with decoders written in C: whoever breaks out there finds a process that can send
nothing anywhere and start nothing. Linux only, by seccomp (libseccomp through pyseccomp); elsewhere, and where the system has no
libseccomp, `confine` says so and nothing is given up. Called once, when everything is imported; it cannot be taken back.
"""

import errno
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyseccomp

NETWORK = ("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendmmsg", "recvmmsg")
PROGRAMS = ("execve", "execveat", "fork", "vfork")
OTHERS = ("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_getfd", "kcmp", "perf_event_open")
FILES = (
    "creat", "truncate", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat",
    "mkdir", "mkdirat", "rmdir", "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat",
    "setxattr", "lsetxattr", "fsetxattr", "utimensat",
)  # fmt: skip
SYSTEM = (
    "mount", "umount2", "pivot_root", "chroot", "setns", "unshare", "bpf", "keyctl", "add_key", "request_key", "userfaultfd",
    "io_uring_setup", "init_module", "finit_module", "delete_module", "kexec_load", "reboot", "swapon", "swapoff", "setuid",
    "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setgroups", "personality", "acct", "quotactl", "memfd_create",
)  # fmt: skip
_CLONE_THREAD = 0x0001_0000


def confine(*, network: bool = False) -> str:
    """Give it up. `network`: not that, for a camera that is reached over it. Returns why not, for a person; empty: done."""
    if sys.platform != "linux":
        return (
            f"the scanner's process keeps all rights of the user: no way to give them up on {sys.platform} is built in"
        )
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError, AttributeError):  # without the library it fails in more ways than one
        return "the scanner's process keeps all rights of the user: install libseccomp2"
    try:
        rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
        rules.set_attr(pyseccomp.Attr.CTL_TSYNC, 1)  # threads that libraries have begun already, too
        refused = pyseccomp.ERRNO(errno.EPERM)
        _refuse(rules, refused, (*(() if network else NETWORK), *PROGRAMS, *OTHERS, *FILES, *SYSTEM))
        # A new process, but not a new thread; where the flags cannot be seen, the C library takes the call where they can.
        rules.add_rule(refused, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, 0))
        rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
        rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "openat2")
        # Cameras and shared memory are opened to read and write; nothing is ever made, or opened only to be written.
        for call, flags in (("open", 1), ("openat", 2)):
            rules.add_rule(refused, call, pyseccomp.Arg(flags, pyseccomp.MASKED_EQ, os.O_CREAT, os.O_CREAT))
            rules.add_rule(refused, call, pyseccomp.Arg(flags, pyseccomp.MASKED_EQ, os.O_ACCMODE, os.O_WRONLY))
        rules.load()
    except (OSError, RuntimeError, ValueError) as error:
        return f"the scanner's process keeps all rights of the user: the system takes no filter ({error})"
    return ""


def _refuse(rules: "pyseccomp.SyscallFilter", action: int, calls: Iterable[str]) -> None:
    for call in calls:
        try:
            rules.add_rule(action, call)
        except (OSError, ValueError):
            continue  # a call that this machine's processor or library does not know

"""How much memory a process may take, that what it frees goes back to the machine, and that what stays is let alone."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform != "win32":
    import resource

# mallopt(3)'s names for: how much freed memory is kept at the end of the heap, from what size on a block is mapped by
# itself and unmapped when freed, and how many heaps threads share.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
KEPT_BYTES, HEAPS = 1 << 20, 2


def give_back_freed() -> None:
    """Have the C library keep little of what this process frees; elsewhere than on Linux with glibc, nothing.

    Not for a booth: an engine that asks for the same memory sentence after sentence would speak a fifth slower.
    """
    if sys.platform == "linux" and (tune := getattr(ctypes.CDLL(None), "mallopt", None)):
        for what, most in ((_TRIM_THRESHOLD, KEPT_BYTES), (_MMAP_THRESHOLD, KEPT_BYTES), (_ARENA_MAX, HEAPS)):
            tune(what, most)


@contextmanager
def lasting() -> Iterator[None]:
    """What is made within the block is there to stay, such as modules: the garbage collector never looks through it.

    It takes a fifth less time to make, and processes that are forked afterwards go on sharing its memory.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def bound(most_mb: int) -> None:
    """Refuse this process more than so many megabytes of memory of its own (setrlimit(2), RLIMIT_DATA).

    What asks for more gets a MemoryError, or fails as native code does. Elsewhere than on Linux nothing is refused.
    """
    if sys.platform == "linux":
        _, allowed = resource.getrlimit(resource.RLIMIT_DATA)
        most = most_mb << 20 if allowed == resource.RLIM_INFINITY else min(most_mb << 20, allowed)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))

"""How much of the machine this process may use."""

import os

GB = 1_000_000_000
# Engines by themselves: a listener never waits for a long piece of work, and a large machine is not filled with them.
FEWEST, MOST = 2, 8


def room_for_booths() -> int:
    """As many engines as there are cores for this process, and no more than the machine has gigabytes; from 2 to 8."""
    return max(FEWEST, min(MOST, _cores(), _gigabytes()))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _gigabytes() -> int:
    """The machine's memory; where it does not say, as much as is needed."""
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return MOST
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // GB

"""How much of the machine this process may use."""

import os

GB = 1_000_000_000
FEWEST_BOOTHS, MOST_BOOTHS = 2, 8


def room_for_booths() -> int:
    """As many engines as there are cores for this process, and no more than the machine has gigabytes; from 2 to 8."""
    return max(FEWEST_BOOTHS, min(MOST_BOOTHS, _cores(), _gigabytes()))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _gigabytes() -> int:
    """The machine's memory; where it does not say, as much as is needed."""
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return MOST_BOOTHS
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // GB

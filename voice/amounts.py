"""Amounts in words: how long something is, how large, and how many there are of it."""


def duration(milliseconds: float) -> str:
    """A length of time: "3 minutes 20 seconds"."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    parts = [(minutes, "minute"), (seconds, "second")]
    return " ".join(counted(count, unit) for count, unit in parts if count) or "0 seconds"


def sized(size: float) -> str:
    """A number of bytes: "3.4 MB"."""
    units = ("bytes", "kB", "MB", "GB", "TB")
    power = 0
    while size >= 1000 and power < len(units) - 1:
        size, power = size / 1000, power + 1
    return f"{size:.0f} {units[power]}" if size >= 100 or not power else f"{size:.1f} {units[power]}"


def counted(number: int, noun: str) -> str:
    """A count of things: "1 recording", "3 recordings"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

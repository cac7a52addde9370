"""A length of time in words."""


def duration(milliseconds: float) -> str:
    """A length of time in words: "3 minutes 20 seconds"."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    parts = [(minutes, "minute"), (seconds, "second")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count) or "0 seconds"

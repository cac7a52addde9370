"""Where a telephone system fetches a sound."""

from voice.phone.programme import Sound

CLIPS = "/phone/clips"


def path_of(sound: Sound, suffix: str = "wav") -> str:
    """The address of a sound below the service's own."""
    return f"{CLIPS}/{sound.fingerprint}/{sound.name}.{suffix}"

"""The settings of engines, which run in processes of their own and ask for theirs there."""

from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from voice.environment import read


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What engines are told. They run in processes of their own, with the same environment, and read it there."""

    voice_folder: Path = field(
        default_factory=lambda: Path(platformdirs.user_data_dir("article-voice", appauthor=False)) / "voices",
        metadata={"about": "The folder where voices are kept that `voice voices add` has fetched."},
    )
    openai_url: str = field(
        default="", metadata={"about": "The address of a server that speaks the OpenAI speech API, without /v1."}
    )
    openai_key: str = field(default="", repr=False, metadata={"about": "The key it asks for, if it does."})
    openai_model: str = field(default="tts-1", metadata={"about": "The model it is asked for."})
    openai_voices: str = field(
        default="alloy", metadata={"about": "The names of its voices, parted by commas, the best first."}
    )

    @classmethod
    def from_environment(cls) -> "EngineSettings":
        """The settings that the environment asks for. Raises SettingsError."""
        return read(cls)

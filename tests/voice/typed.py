"""The command line, as tests type it, and a text that is typed of."""

from click.testing import CliRunner, Result

from voice.cli import main

TEXT = """On tea

Tea warms the hands, and then the rest of us.

Medical Disclaimer

This text is not a substitute for professional medical advice, diagnosis or treatment.

How long it should steep

Three minutes are enough for most leaves. Five make it bitter.
"""


def voice(*words: str, given: str | bytes | None = None) -> Result:
    """What `voice` says to those words, and to what it is given by standard input."""
    return CliRunner().invoke(main, words, input=given)

"""`python -m voice.cli` is the command `voice`."""

from voice.cli import main

main()

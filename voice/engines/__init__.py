"""Engines of speech, one a module. Nobody imports them: `voice.engine` opens them by entry point."""

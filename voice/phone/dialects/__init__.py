"""Dialects: how each kind of telephone system is told what a call plays, a file each, opened by entry point."""

"""A Python child process that finds the modules its parent finds, and never runs the parent's main module."""

import json
import sys

_BOOTSTRAP = (
    "import json, sys; from importlib import import_module; "
    "sys.path[:] = json.loads(sys.argv[1]); "
    "getattr(import_module(sys.argv[2]), sys.argv[3])(*sys.argv[4:])"
)


def child_command(module: str, function: str, *arguments: str) -> list[str]:
    """The command line that calls `module.function(*arguments)` in a new Python process."""
    return [sys.executable, "-c", _BOOTSTRAP, json.dumps(sys.path), module, function, *arguments]

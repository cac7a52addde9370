"""The rules of the house, as far as a test can check them."""

import ast
import re
from dataclasses import fields
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

from voice.app import create_app
from voice.cli import main
from voice.engine_settings import EngineSettings
from voice.environment import variable_of
from voice.settings import Settings

HOUSE = Path(__file__).parent.parent
MODULES = [path for package in ("voice", "content", "audio_cache") for path in sorted((HOUSE / package).rglob("*.py"))]
DOCS = "\n".join(path.read_text("utf-8") for path in [HOUSE / "README.md", *sorted((HOUSE / "docs").glob("*.md"))])
LONGEST_MODULE = 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "handler", "misc", "processor"}

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))


@each_module
def test_a_module_is_read_in_one_sitting_and_says_what_it_is_for(module: Path) -> None:
    source = module.read_text("utf-8")
    assert source.count("\n") <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("folder", ["tests", "benchmarks"])
def test_tests_and_benchmarks_are_read_in_one_sitting_too(folder: str) -> None:
    lengths = {place: place.read_text("utf-8").count("\n") for place in (HOUSE / folder).rglob("*.py")}
    assert {place for place, length in lengths.items() if length > LONGEST_MODULE} == set()


@each_module
def test_a_module_is_named_by_its_noun_or_verb(module: Path) -> None:
    assert not VAGUE & set(module.stem.split("_"))


@each_module
def test_only_settings_reads_the_environment(module: Path) -> None:
    if module != HOUSE / "voice" / "environment.py":
        assert not re.search(r"\bos\.(environ|getenv)\b", module.read_text("utf-8"))


@each_module
def test_only_the_studio_builds_parts(module: Path) -> None:
    if module != HOUSE / "voice" / "studio.py":
        assert not re.search(
            r"(?<![.\w])(FileShelf|ObjectShelf|Near|Uses|Needs|Broom|Stock|Timetable|Index|Leases|Library|Narrator|Booths|Timekeeper|Ear|Hearings|Reviews|RulesFile|Desk|Generations|PromptBook|Publisher|Planner|Ledger|Workshop|Accounts|Trail|Proofs|Codes|Calls|Places|Programmes|NewsToTell|Restarts)\(",
            _without_classes(module),
        )


@pytest.mark.parametrize("name", [field.name for kind in (Settings, EngineSettings) for field in fields(kind)])
def test_every_setting_stands_in_the_docs(name: str) -> None:
    assert f"`{variable_of(name)}`" in DOCS


@pytest.mark.parametrize("command", main.list_commands(click.Context(main)))
def test_every_command_stands_in_the_docs_and_helps_with_an_example(command: str) -> None:
    assert f"voice {command}" in DOCS
    found = main.get_command(click.Context(main), command)
    assert found
    assert f"Example: voice {command}" in (found.help or "")


def test_every_command_is_listed_with_its_module() -> None:
    for place in (HOUSE / "voice/cli").glob("[!_]*.py"):
        import_module(f"voice.cli.{place.stem}")
    assert sorted(main.commands) == main.list_commands(click.Context(main))


@pytest.mark.parametrize("engine", sorted(entry.name for entry in entry_points(group="voice.engines")))
def test_every_engine_stands_in_the_docs(engine: str) -> None:
    assert f"**{engine}**" in DOCS


def test_every_route_stands_in_the_docs(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path))
    routes = {re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"<\1>", rule.rule) for rule in app.url_map.iter_rules()}
    assert {route for route in routes if f"`{route}`" not in DOCS and f" {route}`" not in DOCS} == set()
    app.extensions["studio"].close()


def _without_classes(module: Path) -> str:
    """The module's source without its `class X(...)` lines."""
    return re.sub(r"^class .*$", "", module.read_text("utf-8"), flags=re.MULTILINE)

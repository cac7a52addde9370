"""What validators and auditors say of the pages: html-validate, vnu (needs Java), Lighthouse and IBM's engine (npx).

Example: python benchmarks/page_checks.py --only html-validate
"""

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

PLACES = ["", "a/taking-ibuprofen-safely", "a/how-a-lighthouse-throws-its-light", "nowhere", "?q=light&page=2"]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
JAVA, NPM, NPX = (shutil.which(name) or name for name in ("java", "npm", "npx"))
IBM = "accessibility-checker-engine"
DEVICES: list[dict[str, Any]] = [
    {},
    {"color_scheme": "dark"},
    {"contrast": "more"},
    {"forced_colors": "active"},
    {"viewport": {"width": 320, "height": 800}},
]
ENOUGH = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "voice.cli", "serve", "--samples", "--port", "0"]
    environment = os.environ | {"VOICE_DATA": str(folder), "VOICE_ENGINE": "silence"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        process.terminate()


def fetched(address: str, folder: Path, lang: str) -> list[Path]:
    files = []
    for number, place in enumerate(PLACES):
        page = httpx.get(address + place, headers={"Accept": "text/html", "Accept-Language": lang}).content
        files.append(folder / f"{lang}-{number}.html")
        files[-1].write_bytes(page)
        print(f"{lang} /{place}: {len(gzip.compress(page)) / 1000:.1f} kB compressed")
    return files


def html_validate(_: str, files: list[Path]) -> bool:
    config = files[0].parent / ".htmlvalidate.json"
    # HTML's own grammar lets the doctype be written small, and boxes share a name.
    rules = {"doctype-style": "off", "form-dup-name": ["error", {"shared": ["checkbox", "radio"]}]}
    config.write_text(json.dumps({"extends": ["html-validate:recommended"], "rules": rules}))
    command = [NPX, "--yes", "--ignore-scripts", "html-validate@9", "--config", config, *files]
    return subprocess.run(command, check=False, cwd=config.parent).returncode == 0


def vnu(_: str, files: list[Path]) -> bool:
    subprocess.run([NPM, "install", "--silent", "--ignore-scripts", "vnu-jar"], check=True, cwd=files[0].parent)
    jar = files[0].parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    # controlslist is no standard's, and no browser minds it: it keeps a session's own recordings off the menu.
    command = [JAVA, "-jar", jar, "--filterpattern", ".*controlslist.*", *files]
    return subprocess.run(command, check=False).returncode == 0


def lighthouse(address: str, files: list[Path]) -> bool:
    good = True
    for place in PLACES[:2]:
        out = files[0].parent / "lighthouse.json"
        flags = ["--quiet", "--output=json", f"--output-path={out}", "--chrome-flags=--headless=new --no-sandbox"]
        command = [NPX, "--yes", "--ignore-scripts", "lighthouse@12", address + place, *flags]
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": CHROMIUM})
        told = json.loads(out.read_text())
        scores = {name: each["score"] for name, each in told["categories"].items()}
        largest = told["audits"]["largest-contentful-paint"]["displayValue"]
        print(f"Lighthouse /{place}: {scores}, largest contentful paint {largest}")
        failed = [each["title"] for each in told["audits"].values() if each["score"] is not None and each["score"] < 1]
        print("\n".join(f"  not full: {title}" for title in failed))
        good &= all(scores[name] == full for name, full in ENOUGH.items())
    return good


def ibm(address: str, files: list[Path]) -> bool:
    folder = files[0].parent
    subprocess.run([NPM, "install", "--silent", "--ignore-scripts", IBM], check=True, cwd=folder)
    engine = folder / "node_modules" / IBM / "ace.js"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        good = [_ibm(browser, engine, address + place, **device) for place in PLACES for device in DEVICES]
        browser.close()
    return all(good)


def _ibm(browser: Browser, engine: Path, address: str, **device: Any) -> bool:
    context = browser.new_context(bypass_csp=True, **device)
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.add_script_tag(path=engine)
    told = page.evaluate("new ace.Checker().check(document, ['WCAG_2_2']).then(({results}) => results)")
    context.close()
    broken = [each for each in told if each["value"] == ["VIOLATION", "FAIL"]]
    for each in broken:
        print(f"IBM {address} {device}: {each['ruleId']}: {each['message']} {each['snippet'][:100]}")
    return not broken


CHECKS: dict[str, Callable[[str, list[Path]], bool]] = {
    "html-validate": html_validate,
    "vnu": vnu,
    "lighthouse": lighthouse,
    "ibm": ibm,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(CHECKS), action="append")
    chosen = parser.parse_args().only or list(CHECKS)
    folder = Path(tempfile.mkdtemp())
    with serving(folder / "data") as address:
        files = [file for lang in ("en", "es", "de") for file in fetched(address, folder, lang)]
        found = {name: CHECKS[name](address, files) for name in chosen}
    shutil.rmtree(folder)
    print(found)
    sys.exit(0 if all(found.values()) else 1)


if __name__ == "__main__":
    main()

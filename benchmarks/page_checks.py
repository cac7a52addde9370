"""What validators and auditors say of the pages: html-validate, vnu (needs Java), Lighthouse, axe, IBM's engine (npx).

html-validate and vnu read every page, the listeners' in each of their languages; Lighthouse looks at a listener's way.
axe (WCAG A to AAA, and best practice) and IBM's engine look at every page, the editors' too, in light, dark, more
contrast, forced colours, at 320 and 256 pixels, with text of twice the size and with the spacing of WCAG 2.2, 1.4.12;
with everything unfolded, while an article plays, and where there is no connection. No page may be wider than its
window in any of them. Needs Chromium.

Example: python benchmarks/page_checks.py --only html-validate
         python benchmarks/page_checks.py --only axe --device dark --device "256 pixels"
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
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from voice.accounts import Role
from voice.accounts.keeping import key_of
from voice.settings import Settings
from voice.studio import Studio
from voice.web.admin.gate import COOKIE

SLUG = "taking-ibuprofen-safely"
ARTICLE = f"a/{SLUG}"
PLACES = ["", ARTICLE, "a/how-a-lighthouse-throws-its-light", "nowhere", "?q=light&page=2"]
ADMIN = [
    "admin/sign-in", "admin/", "admin/account", "admin/accounts", "admin/tokens", "admin/audit", "admin/schedules",
    "admin/articles", "admin/articles/add", f"admin/articles/{SLUG}", f"admin/articles/{SLUG}/disclaimers",
    f"admin/articles/{SLUG}/proof", "admin/disclaimers", "admin/rules", "admin/lexicon", "admin/voices", "admin/cache",
    "admin/errors", "admin/regenerations",
]  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
JAVA, NPM, NPX = (shutil.which(name) or name for name in ("java", "npm", "npx"))
IBM = "accessibility-checker-engine"
LARGE = "localStorage.setItem('voice.preferences', JSON.stringify({size: '250%'}))"
SPACED = """addEventListener("DOMContentLoaded", () => { const style = document.createElement("style");
  style.textContent = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; \
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"; document.head.append(style); })"""
# How a page is looked at: what Chromium is told, and a script before the page's own.
DEVICES: dict[str, tuple[dict[str, Any], str]] = {
    "light": ({}, ""),
    "dark": ({"color_scheme": "dark"}, ""),
    "more contrast": ({"contrast": "more"}, ""),
    "forced colours": ({"forced_colors": "active"}, ""),
    "320 pixels": ({"viewport": {"width": 320, "height": 800}}, ""),
    "256 pixels": ({"viewport": {"width": 256, "height": 800}}, ""),
    "text of 200 %": ({"viewport": {"width": 640, "height": 800}}, LARGE),
    "text spacing": ({"viewport": {"width": 320, "height": 800}}, SPACED),
}
RULES = [
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22a", "wcag22aa", "wcag22aaa",
    "best-practice",
]  # fmt: skip
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"
HEARD = "document.querySelector('voice-player audio').currentTime > 0.2"
ENOUGH = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}


@dataclass(frozen=True)
class Site:
    """A running service: its address, its pages in files, and the session of an admin."""

    address: str
    folder: Path
    token: str
    files: list[Path]
    devices: list[str]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "voice.cli", "serve", "--samples", "--port", "0"]
    environment = os.environ | {"VOICE_DATA": str(folder), "VOICE_ENGINE": "silence"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        finally:
            process.terminate()


def signed_in(data: Path) -> str:
    """The token of an admin's session in that data folder."""
    studio = Studio(Settings(data=data, engine="silence"))
    studio.accounts.add("Ida", Role.ADMIN)
    token: str = studio.accounts.sessions.begin(key_of("Ida"))
    studio.close()
    return token


def fetched(site: Site, lang: str) -> Iterator[Path]:
    for number, place in enumerate(PLACES):
        headers = {"Accept": "text/html", "Accept-Language": lang}
        page = httpx.get(site.address + place, headers=headers).content
        file = site.folder / f"{lang}-{number}.html"
        file.write_bytes(page)
        print(f"{lang} /{place}: {len(gzip.compress(page)) / 1000:.1f} kB compressed")
        yield file


def fetched_of_editors(site: Site) -> Iterator[Path]:
    for number, place in enumerate(ADMIN):
        cookies = {COOKIE: site.token} if number else {}  # a visitor's first
        file = site.folder / f"admin-{number}.html"
        answer = httpx.get(site.address + place, headers={"Accept": "text/html"}, cookies=cookies, timeout=60)
        file.write_bytes(answer.raise_for_status().content)
        yield file


def html_validate(site: Site) -> bool:
    config = site.folder / ".htmlvalidate.json"
    # HTML's own grammar lets the doctype be written small, and boxes share a name.
    rules = {"doctype-style": "off", "form-dup-name": ["error", {"shared": ["checkbox", "radio"]}]}
    config.write_text(json.dumps({"extends": ["html-validate:recommended"], "rules": rules}))
    command = [NPX, "--yes", "--ignore-scripts", "html-validate@9", "--config", config, *site.files]
    return subprocess.run(command, check=False, cwd=site.folder).returncode == 0


def vnu(site: Site) -> bool:
    subprocess.run([NPM, "install", "--silent", "--ignore-scripts", "vnu-jar"], check=True, cwd=site.folder)
    jar = site.folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    # controlslist is no standard's, and no browser minds it: it keeps a session's own recordings off the menu.
    command = [JAVA, "-jar", jar, "--filterpattern", ".*controlslist.*", *site.files]
    return subprocess.run(command, check=False).returncode == 0


def lighthouse(site: Site) -> bool:
    good = True
    for place in PLACES[:2]:
        out = site.folder / "lighthouse.json"
        flags = ["--quiet", "--output=json", f"--output-path={out}", "--chrome-flags=--headless=new --no-sandbox"]
        command = [NPX, "--yes", "--ignore-scripts", "lighthouse@12", site.address + place, *flags]
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": CHROMIUM})
        told = json.loads(out.read_text())
        scores = {name: each["score"] for name, each in told["categories"].items()}
        largest = told["audits"]["largest-contentful-paint"]["displayValue"]
        print(f"Lighthouse /{place}: {scores}, largest contentful paint {largest}")
        failed = [each["title"] for each in told["audits"].values() if each["score"] is not None and each["score"] < 1]
        print("\n".join(f"  not full: {title}" for title in failed))
        good &= all(scores[name] == full for name, full in ENOUGH.items())
    return good


def ibm(site: Site) -> bool:
    subprocess.run([NPM, "install", "--silent", "--ignore-scripts", IBM], check=True, cwd=site.folder)
    return _seen_everywhere(site, "IBM", partial(_broken_by_ibm, site.folder / "node_modules" / IBM / "ace.js"))


def axe(site: Site) -> bool:
    return _seen_everywhere(site, "axe", _broken_by_axe)


def _seen_everywhere(site: Site, name: str, broken: Callable[[Page], list[str]]) -> bool:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        good = [_seen(browser, site, device, name, broken) for device in site.devices]
        browser.close()
    return all(good)


def _seen(browser: Browser, site: Site, device: str, name: str, broken: Callable[[Page], list[str]]) -> bool:
    """Every page as it looks on that device, and what is said of it."""
    options, script = DEVICES[device]
    context = browser.new_context(bypass_csp=True, **options)
    if script:
        context.add_init_script(script)
    good, count = True, 0
    for place, page in _pages(context, site):
        page.evaluate(UNFOLD)
        page.wait_for_timeout(200)
        found = broken(page)
        if (wide := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            found.append(f"{wide} pixels wider than the window")
        for each in found:
            print(f"{name} /{place}, {device}: {each}")
        good, count = good and not found, count + 1
    context.close()
    print(f"{name}, {device}, {count} pages: {'nothing found' if good else 'see above'}", flush=True)
    return good


def _pages(context: BrowserContext, site: Site) -> Iterator[tuple[str, Page]]:
    """Each page to look at; the last ones while it plays, and without a connection."""
    page = context.new_page()
    for place in PLACES:
        page.goto(site.address + place)
        yield place, page
    page.goto(site.address + ARTICLE)
    page.get_by_role("button", name="Play", exact=True).press("Enter")
    page.wait_for_function(HEARD, timeout=60_000)
    yield f"{ARTICLE} (playing)", page
    page.get_by_role("button", name="Keep for listening offline").press("Enter")
    page.get_by_text("Kept on this device:").wait_for(timeout=60_000)
    context.set_offline(offline=True)
    page.goto(site.address + PLACES[2])
    yield "(no connection)", page
    context.set_offline(offline=False)
    page.goto(site.address + ADMIN[0])
    yield ADMIN[0], page
    context.add_cookies([{"name": COOKIE, "value": site.token, "url": site.address}])
    for place in ADMIN[1:]:
        page.goto(site.address + place)
        yield place, page


def _broken_by_ibm(engine: Path, page: Page) -> list[str]:
    page.add_script_tag(path=engine)
    told = page.evaluate("new ace.Checker().check(document, ['WCAG_2_2']).then(({results}) => results)")
    broken = (each for each in told if each["value"] == ["VIOLATION", "FAIL"])
    return [f"{each['ruleId']}: {each['message']} {each['snippet'][:100]}" for each in broken]


def _broken_by_axe(page: Page) -> list[str]:
    told = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {node['html'][:100]}" for each in told for node in each["nodes"]]


CHECKS: dict[str, Callable[[Site], bool]] = {
    "html-validate": html_validate,
    "vnu": vnu,
    "lighthouse": lighthouse,
    "axe": axe,
    "ibm": ibm,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(CHECKS), action="append")
    parser.add_argument("--device", choices=DEVICES, action="append", help="for axe and IBM; all without it")
    asked = parser.parse_args()
    chosen = asked.only or list(CHECKS)
    folder = Path(tempfile.mkdtemp())
    with serving(folder / "data") as address:
        site = Site(address, folder, signed_in(folder / "data"), [], asked.device or list(DEVICES))
        site.files.extend(file for lang in ("en", "es", "de") for file in fetched(site, lang))
        site.files.extend(fetched_of_editors(site))
        found = {name: CHECKS[name](site) for name in chosen}
    shutil.rmtree(folder)
    print(found)
    sys.exit(0 if all(found.values()) else 1)


if __name__ == "__main__":
    main()

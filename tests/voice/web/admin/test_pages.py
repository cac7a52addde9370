"""Every page of the editors', in a real browser: axe has nothing to complain of, and none is wider than its window."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from audio_cache import Recording
from content import Entry, Listing, parse_article
from content.arranging import silenced
from content.drafts import Draft
from content.gathered import Gathered
from content.library import Source
from content.parsing import skipped_in
from tests.browsers import CONTRAST, complaints
from tests.web_server import web_server
from voice.accounts import Role
from voice.accounts.keeping import key_of
from voice.app import create_app
from voice.lexicon import Lexeme
from voice.orders import ClipOrder
from voice.settings import Settings
from voice.stocktaking import HEADINGS, further, table
from voice.studio import Studio
from voice.web.admin.gate import COOKIE

pytestmark = pytest.mark.browser
TEA = """<html lang="en"><head><title>On tea</title></head><body><nav>Home and away</nav><main><h1>On tea</h1>
<p>Tea warms the hands, and then the rest of us. Take 10 mg of it.</p>
<h2>How long it should steep</h2><p>Three minutes are enough for most leaves.</p>
<h2>What to drink it from</h2><p>A cup that you like is the best one.</p></main>
<footer><p>This article is not a substitute for professional medical advice.</p></footer></body></html>"""
LAW = '[[disclaimer]]\nid = "law"\nkind = "legal"\ntext = {en = "We know little of tea."}\n'


SAY = "/admin/articles/on-tea/sections/opening/say?text=Take+10+mg+of+it.&lang=en&word=Take&alias=Have&scope=article"
PATHS = [
    "/admin/articles", "/admin/articles?q=nothing", "/admin/articles/add", "/admin/drafts", "/admin/articles/on-tea",
    "/admin/articles/on-tea/left-out", "/admin/articles/on-tea/sections/opening", SAY, "/admin/disclaimers",
    "/admin/articles/on-tea/disclaimers", "/admin/rules", "/admin/lexicon", "/admin/lexicon?shipped=yes",
    "/admin/lexicon?article=on-tea", "/admin/voices", "/admin/voices/silence", "/admin/telephone", "/admin/cache",
    "/admin/errors", "/admin/regenerations", "/admin/regenerations/plan?of=all", "/admin/articles/on-tea/generations",
    "/admin/regenerations/plan?of=all&rate=2", "/admin/regenerations/plan?of=all&rate=fast", "/admin/schedules",
]  # fmt: skip


@dataclass(frozen=True)
class Door:
    """The editors' pages on a server: its studio, its address, the token of a session, and the paths of the pages."""

    studio: Studio
    address: str
    token: str
    paths: list[str]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("data"), engine="silence"))
    studio: Studio = app.extensions["studio"]
    paths = [*PATHS, *furnished(studio)]
    studio.accounts.add("Ida", Role.EDITOR)
    server = web_server(app)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Door(studio, f"http://127.0.0.1:{server.server_port}", studio.accounts.sessions.begin(key_of("Ida")), paths)
    server.shutdown()
    server.server_close()
    studio.close()


def furnished(studio: Studio) -> list[str]:
    """Something of everything for the pages to show; returns the paths of drafts."""
    desk, drafts = studio.desk, studio.drafts
    article, source = parse_article(TEA), Source(TEA.encode(), "tea.html")
    kept = desk.publish(article, source)
    desk.publish(parse_article(TEA.replace("On tea", "On mate")), source, slug="on-mate")
    desk.withdraw("on-mate", "Ida")
    desk.arrange("on-tea", lambda read, now: silenced(read, now, "what-to-drink-it-from", silent=True), "Ida")
    desk.rules_file.save(LAW)
    studio.lexicons.add([Lexeme.checked(["oolong"], "en", alias="ooh long", ipa="ˈuːlɒŋ")], by="Ida")
    order = ClipOrder("on-tea", desk.current("on-tea").revision, "opening", alone=True, delivery=studio.delivery())
    [digest] = studio.want([order], urgent=False)
    studio._leases.claim([digest])
    studio._leases.fail(digest, "The voice was hoarse.")
    studio._leases.claim(["a" * 64])
    studio._leases.complete([Recording("a" * 64, "b" * 64, "bare.mp3", 12_345, 61_000, speaker="silence:hush")])
    waiting = {
        "drafts": [
            Draft(Gathered(kept.article, source, ("Read 2 pages.",)), skipped_in(TEA)),
            Draft(listing=Listing("feed", (Entry("https://example.org/mate", "On mate", "2026-01-31"),), 1, "Leaves")),
        ],
        "rules": [Draft(rules=LAW.replace("little", "nothing"))],
    }
    return [f"/admin/{kind}/{drafts.put(draft, 'On tea', 'Ida')}" for kind, some in waiting.items() for draft in some]


def page_of(browser: Browser, door: Door, **traits: object) -> Page:
    context = browser.new_context(bypass_csp=True, **traits)
    context.add_cookies([{"name": COOKIE, "value": door.token, "url": f"{door.address}/admin"}])
    return context.new_page()


def test_axe_finds_nothing_to_complain_of_by_day_or_night_and_no_page_is_wider_than_a_narrow_window(
    browser: Browser, door: Door
) -> None:
    page = page_of(browser, door)
    for path in door.paths:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})
        answer = page.goto(door.address + path)
        assert answer is not None
        assert answer.status in {200, 422}, path
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        assert complaints(page) == "", path
        page.emulate_media(color_scheme="dark")
        assert complaints(page, CONTRAST) == "", path
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.context.close()


def test_the_cache_page_tells_what_the_command_does(browser: Browser, door: Door) -> None:
    page, found = page_of(browser, door), door.studio.stock.inventory()
    page.goto(f"{door.address}/admin/cache")
    told = page.get_by_role("group", name="What is kept").get_by_role("row").all()
    rows = [tuple(row.locator("th, td").all_inner_texts()) for row in told]
    assert rows == [HEADINGS, *table(found)]
    assert rows[1][:6] == ("Clips without disclaimers", "mp3", "silence:hush", "1", "12.3 kB", "1 minute 1 second")
    for sentence in further(found, door.studio.settings):
        expect(page.get_by_role("listitem").filter(has_text=sentence)).to_be_visible()
    page.context.close()


def test_a_section_is_moved_by_the_keyboard_without_javascript(browser: Browser, door: Door) -> None:
    page = page_of(browser, door, java_script_enabled=False)
    page.goto(f"{door.address}/admin/articles/on-tea")
    page.get_by_role("button", name="Move down: Opening").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is now section 2 of 2.")
    assert page.title().startswith("Moved down.")
    page.get_by_role("button", name="Move up: Opening").press("Enter")
    page.context.close()


def test_a_regeneration_is_followed_live_until_it_has_ended(browser: Browser, door: Door) -> None:
    ledger = door.studio.ledger
    number = ledger.open("all of it", "Ida", {"on-tea": 3})
    page = page_of(browser, door)
    page.goto(f"{door.address}/admin/regenerations/{number}")
    page.get_by_role("link", name="follow it live").click()
    expect(page.get_by_text("This is told live")).to_be_visible()
    ledger.end(number, "on-tea")
    ledger.close(number)
    page.wait_for_url(lambda address: "live" not in address)
    expect(page.get_by_role("main")).to_contain_text("1 of 1 done")
    page.context.close()

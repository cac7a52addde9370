"""The admin's door in a browser: the first admin comes in by the link that the service prints, and by the keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import CONTRAST, complaints

from .conftest import serving

pytestmark = pytest.mark.browser

PASSWORD = "three kettles boil"  # noqa: S105
PAGES = (
    "", "account", "accounts", "tokens", "schedules", "audit", "audit?since=never", "articles/none/proof",
    "articles/taking-ibuprofen-safely/proof", "welcome/used",
)  # fmt: skip


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The set-up link of a new service."""
    with serving(tmp_path_factory.mktemp("data"), "--samples", VOICE_ENGINE="silence") as service:
        stdout = service.process.stdout
        assert stdout is not None
        found = next(filter(None, (re.search(r"http\S+/welcome/\S+", line) for line in iter(stdout.readline, ""))))
        yield found[0]


@pytest.fixture(scope="module")
def page(browser: Browser, link: str) -> Iterator[Page]:
    """Somebody who has come in by that link, with the keyboard alone."""
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(link)
    for words in ("Bo", PASSWORD, PASSWORD):
        while not page.evaluate("document.activeElement.matches('input:placeholder-shown, input:invalid')"):
            page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    yield page
    page.context.close()


def admin(link: str, place: str) -> str:
    return link.partition("welcome")[0] + place


def test_the_link_lets_the_first_admin_in_and_works_once(page: Page, link: str, browser: Browser) -> None:
    assert "Signed in as Bo (admin)" in page.inner_text("header")
    other = browser.new_context().new_page()
    assert other.goto(link).status == 410
    other.context.close()


@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing_to_complain_of_and_nothing_is_wider_than_a_small_window(
    page: Page, link: str, place: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(admin(link, place))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert complaints(page) == ""
    page.emulate_media(color_scheme="dark")
    assert complaints(page, CONTRAST) == ""
    page.emulate_media(color_scheme="light")


def test_a_token_is_made_and_revoked_by_the_keyboard_and_each_answer_is_without_fault(page: Page, link: str) -> None:
    page.goto(admin(link, "tokens"))
    page.focus("#name")
    page.keyboard.type("our newsroom")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=it is not shown again")
    assert complaints(page) == ""
    page.focus("[name=sure]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status] >> text=is revoked")
    assert page.title().startswith("The token our newsroom is revoked.")


def test_what_is_wrong_is_told_and_the_page_is_still_without_fault(browser: Browser, link: str) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(admin(link, "audit"))
    assert "/admin/sign-in?next=" in page.url
    assert complaints(page) == ""
    page.fill("#name", "Bo")
    page.fill("#password", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert complaints(page) == ""
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/audit")
    page.context.close()


def test_the_session_is_out_of_reach_of_scripts(page: Page, link: str) -> None:
    page.goto(admin(link, ""))
    assert page.evaluate("document.cookie") == ""

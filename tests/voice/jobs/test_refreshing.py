"""Articles are asked for again where they came from, a real server of the test's own, through every door."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from content import parse_article
from content.arranging import silenced
from content.errors import EditedMeanwhile
from content.fetching import FetchLimits, Network, fetch_page
from content.gathering import as_article, gather
from content.library import Kept, Source
from tests.voice.typed import voice
from voice.accounts import Scope
from voice.jobs.refreshing import refresh
from voice.settings import Settings
from voice.studio import Studio

TEA = """<html lang="en"><title>On tea</title><article><h1>On tea</h1><p class="disclaimer">This article does not
provide medical advice.</p><h2>Steeping</h2><p>Three minutes are enough.</p><h2>Drinking</h2><p>A cup is best.</p>
</article></html>"""
LOST = TEA.replace("This article does not\nprovide medical advice.", "")


class Site(dict[str, str]):
    """A site on this machine: pages by their path. `statuses` are what it answered."""

    base = ""
    statuses: list[int]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site({"/tea": TEA})
    site.statuses = []

    class Answer(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

        def do_GET(self) -> None:
            body = site.get(self.path)
            etag = f'"{hash(body)}"'
            site.statuses.append(404 if body is None else 304 if self.headers["If-None-Match"] == etag else 200)
            self.send_response(site.statuses[-1])
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if site.statuses[-1] == 200:
                self.wfile.write(site[self.path].encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    site.base = f"http://tea.example:{server.server_port}"
    # Every name is at the test's own server, and that is taken for public.
    network = partial(Network, resolve=lambda *_: ("127.0.0.1",), is_public=lambda _: True)
    monkeypatch.setattr("content.fetching.Network", network)
    monkeypatch.setattr("content.fetching.FetchLimits", partial(FetchLimits, ports=None))
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VOICE_ENGINE", "silence")
    return tmp_path / "data"


def revision(folder: Path, slug: str = "on-tea") -> str:
    studio = Studio(Settings(data=folder, engine="silence"))
    found = studio.library.current(slug).revision
    studio.close()
    return found


def added(studio: Studio, site: Site) -> Kept:
    found = as_article(gather(fetch_page(f"{site.base}/tea")))
    return studio.desk.publish(found.article, found.source, slug="tea")


def test_only_what_has_changed_is_fetched_kept_and_spoken(folder: Path, site: Site) -> None:
    assert voice("add", f"{site.base}/tea").exit_code == 0
    first = revision(folder)
    same = voice("refresh", "--all")
    assert (same.exit_code, same.stdout) == (0, "on-tea\tno change\nAsked for 1 article: 0 changed, 0 failed.\n")
    assert site.statuses == [200, 304]
    site["/tea"] = TEA.replace("Three minutes", "Four minutes")
    dry = voice("refresh", "--all", "--dry-run")
    assert ("would be a new version" in dry.stdout, revision(folder)) == (True, first)
    changed = voice("refresh", "on-tea")
    assert changed.exit_code == 0, changed.output
    assert "on-tea\ta new version" in changed.stdout
    assert "2 of them new" in changed.stdout  # the section with the disclaimers before it, and without
    assert revision(folder) != first
    assert "no change" in voice("refresh", "on-tea").stdout
    assert site.statuses[-1] == 304


def test_what_changes_around_an_article_makes_no_new_version_and_is_fetched_once(folder: Path, site: Site) -> None:
    voice("add", f"{site.base}/tea", "--later")
    first = revision(folder)
    site["/tea"] = TEA.replace("<article>", "<nav>Coffee</nav><article>")
    assert [voice("refresh", "--all").stdout.splitlines()[0] for _ in range(2)] == ["on-tea\tno change"] * 2
    assert (site.statuses, revision(folder)) == ([200, 200, 304], first)


def test_what_fails_leaves_its_article_as_it_was_and_stops_no_other(folder: Path, site: Site) -> None:
    site["/mate"], site["/cocoa"] = TEA.replace("tea", "mate"), TEA.replace("tea", "cocoa")
    for name in ("tea", "mate", "cocoa"):
        voice("add", f"{site.base}/{name}", "--later")
    before = revision(folder)
    site["/tea"], site["/mate"] = LOST, TEA.replace("tea", "mate").replace("A cup", "A gourd")
    del site["/cocoa"]
    for _ in range(2):
        refreshed = voice("refresh", "--all", "--later")
        assert refreshed.exit_code == 1
        assert "on-tea: “On tea” had a disclaimer, and this version has none" in refreshed.stderr
        assert "on-cocoa: tea.example answered 404" in refreshed.stderr
        assert "2 of 3 articles could not be refreshed" in refreshed.stderr
    assert revision(folder) == before
    assert "on-mate\tno change" in refreshed.stdout


def test_what_was_given_as_a_file_is_left_out_and_named_refused(folder: Path, site: Site, tmp_path: Path) -> None:
    page = tmp_path / "tea.html"
    page.write_text(TEA)
    voice("add", str(page), "--later")
    assert voice("refresh", "--all").stdout == "Asked for 0 articles: 0 changed, 0 failed.\n"
    named = voice("refresh", "on-tea")
    assert (named.exit_code, "which is no address" in named.stderr) == (1, True)
    assert voice("refresh").exit_code == voice("refresh", "on-tea", "--all").exit_code == 2


def test_what_editors_arranged_and_decided_stays(studio: Studio, site: Site) -> None:
    added(studio, site)
    [finding] = studio.desk.findings("tea")
    studio.desk.reject("tea", finding.key, "Ida", "It is a joke.")
    studio.desk.give_topics("tea", ["drinks"])
    studio.desk.arrange("tea", lambda article, now: silenced(article, now, "drinking", silent=True), "Ida")
    site["/tea"] = TEA.replace("Three minutes", "Four minutes")
    assert refresh(studio, "tea").changed
    article = studio.library.current("tea").article
    assert "Four minutes" in article.sections[-1].text
    assert [section.id for section in article.sections][-1] == "steeping"
    assert (article.disclaimers, article.topics) == ((), ("drinks",))


def test_a_version_never_follows_on_what_somebody_has_changed_or_taken_away(studio: Studio, site: Site) -> None:
    before = added(studio, site)
    newer = replace(before.article, author="Ida")
    studio.desk.give_topics("tea", ["drinks"])
    with pytest.raises(EditedMeanwhile):
        studio.library.renew(before, newer, Source(b"", site.base))
    now = studio.library.current("tea")
    studio.desk.withdraw("tea", "Ida")
    with pytest.raises(EditedMeanwhile):
        studio.library.renew(now, newer, Source(b"", site.base))
    assert (studio.library.fetched(), [row.slug for row in studio.library.withdrawn()]) == ((), ["tea"])


def test_programs_and_editors_refresh_an_article_too(
    editor: FlaskClient, viewer: FlaskClient, studio: Studio, site: Site
) -> None:
    added(studio, site)
    secret = studio.accounts.tokens.make("ours", [Scope.ARTICLES_WRITE], "Bo")
    program = {"headers": {"Authorization": f"Bearer {secret}"}}
    site["/tea"] = TEA.replace("Three minutes", "Four minutes")
    answer = viewer.post("/api/v1/articles/tea/refresh", **program)
    assert (answer.status_code, answer.json["changed"]) == (200, True)
    assert answer.json["revision"] == studio.library.current("tea").revision
    page = editor.post_form("/admin/articles/tea/refresh", follow_redirects=True)
    assert "It has not changed." in page.text
    site["/tea"] = LOST
    assert "had a disclaimer" in editor.post_form("/admin/articles/tea/refresh", follow_redirects=True).text
    assert viewer.post("/api/v1/articles/tea/refresh", **program).status_code == 409
    del site["/tea"]
    assert viewer.post("/api/v1/articles/tea/refresh", **program).status_code == 502
    studio.library.keep(parse_article("Cups\n\nA cup."), Source(b"", "cups.txt"), slug="cups")
    assert viewer.post("/api/v1/articles/cups/refresh", **program).status_code == 422
    assert "Ask whether it has changed" in editor.get("/admin/articles/tea").text
    assert "Ask whether it has changed" not in editor.get("/admin/articles/cups").text
    assert "Ask whether it has changed" not in viewer.get("/admin/articles/tea").text

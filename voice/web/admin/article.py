"""One article for editors: its sections and how they are arranged, its topics, what is left out, and taking it away."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import Article, Page
from content.arranging import Arrangement, arranged, moved, renamed, silenced, wholes
from content.notices import topic_of
from content.review import rejected
from voice.accounts import Role
from voice.jobs import regeneration
from voice.jobs.refreshing import refresh
from voice.web.admin.articles import standing
from voice.web.admin.gate import bp, permitted, who
from voice.web.admin.telling import acted
from voice.web.admin.wording import WHYS
from voice.web.finding import studio
from voice.web.telephone import phone_code


@dataclass(frozen=True, slots=True)
class Row:
    """A section in the editors' list: `own` is its heading on the page, `parts` in how many it is offered."""

    id: str
    name: str
    own: str
    lang: str
    parts: int
    silent: bool


@bp.get("/articles/<slug>")
@permitted(Role.VIEWER)
def article(slug: str) -> ResponseReturnValue:
    """An article as it stands, and what an editor may change in it."""
    desk = studio().desk
    kept = desk.current(slug)
    source = studio().library.source(slug, kept.revision)
    stands = standing(next(row for row in studio().library.list() if row.slug == slug))
    return render_template(
        "admin/article.html",
        article=kept.article,
        source=source.name,
        may_be_asked=bool(source.asked_at),
        standing=stands,
        code="" if stands.trouble else phone_code(studio().publisher.heard(slug)),
        held=regeneration.held(studio()).get(slug),
        rows=rows_of(desk.as_read(slug), desk.arrangements.of(slug)),
    )


@bp.get("/articles/<slug>/left-out")
@permitted(Role.VIEWER)
def left_out(slug: str) -> ResponseReturnValue:
    """What of the article's page is not heard, and why."""
    from content.confining import skipped_confined  # noqa: PLC0415 - what reads pages takes a quarter of a start to import

    kept = studio().library.current(slug)
    source = studio().library.source(slug, kept.revision)
    skipped = skipped_confined(
        Page(kept.article.url or "", source.content, ""),
        lang=kept.article.lang,
        rejected=rejected(studio().desk.history(slug)),
    )
    return render_template("admin/left_out.html", article=kept.article, skipped=skipped, whys=WHYS)


@bp.post("/articles/<slug>/sections/<section>/move")
@permitted(Role.EDITOR)
def move_section(slug: str, section: str) -> ResponseReturnValue:
    """Let a section be heard earlier or later."""
    by = -1 if request.form.get("to") == "up" else 1

    def act() -> str:
        kept = studio().desk.arrange(slug, lambda article, now: moved(article, now, section, by), who())
        ids = [whole[0].id for whole in wholes(kept.article.sections)]
        place = f"It is now section {ids.index(section) + 1} of {len(ids)}." if section in ids else "It is silent."
        return f"Moved {'up' if by < 0 else 'down'}. {place}" if kept.changed else f"It stays where it is. {place}"

    return acted(act, _at(slug, section))


@bp.post("/articles/<slug>/sections/<section>/rename")
@permitted(Role.EDITOR)
def rename_section(slug: str, section: str) -> ResponseReturnValue:
    """Give a section another name, or its own back."""
    name = request.form.get("name", "")

    def act() -> str:
        studio().desk.arrange(slug, lambda article, now: renamed(article, now, section, name), who())
        return f"The section is now called “{name.strip()}”." if name.strip() else "The section has its own name again."

    return acted(act, _at(slug, section))


@bp.post("/articles/<slug>/sections/<section>/silence")
@permitted(Role.EDITOR)
def silence_section(slug: str, section: str) -> ResponseReturnValue:
    """Let a section be silent, or heard again."""
    silent = request.form.get("silent") == "yes"

    def act() -> str:
        studio().desk.arrange(slug, lambda article, now: silenced(article, now, section, silent=silent), who())
        return "The section is silent now. Disclaimers are heard all the same." if silent else "It is heard again."

    return acted(act, _at(slug, section))


@bp.post("/articles/<slug>/topics")
@permitted(Role.EDITOR)
def give_topics(slug: str) -> ResponseReturnValue:
    """Let the article have these topics and no others."""
    topics = [topic for topic in map(topic_of, request.form.get("topics", "").split(",")) if topic]

    def act() -> str:
        before = studio().library.current(slug).article.topics
        studio().desk.give_topics(slug, topics, [each for each in before if each not in topics])
        return "The topics are kept."

    return acted(act, f"{url_for('admin.article', slug=slug)}#topics_title")


@bp.post("/articles/<slug>/refresh")
@permitted(Role.EDITOR)
def refresh_article(slug: str) -> ResponseReturnValue:
    """Ask the article's source whether it has changed."""

    def act() -> str:
        found = refresh(studio(), slug)
        told = "It has changed, and its new version is kept." if found.changed else "It has not changed."
        return " ".join([told, *found.notes])

    return acted(act, url_for("admin.article", slug=slug))


@bp.post("/articles/<slug>/withdraw")
@permitted(Role.EDITOR)
def withdraw(slug: str) -> ResponseReturnValue:
    """Take the article off the list."""

    def act() -> str:
        title = studio().library.current(slug).article.title
        studio().desk.withdraw(slug, who())
        return f"“{title}” is off the list, and given to nobody. It is kept, and can be brought back below."

    return acted(act, url_for("admin.articles"))


def rows_of(as_read: Article, arrangement: Arrangement) -> list[Row]:
    """Every section of an article, silent ones too, in the order in which they are heard."""
    own = {section.id: section for section in as_read.sections}
    everything = arranged(as_read, Arrangement(arrangement.order, arrangement.names))
    return [
        Row(
            whole[0].id,
            whole[0].heading,
            own[whole[0].id].heading,
            whole[0].lang,
            whole[0].parts,
            whole[0].id in arrangement.silent,
        )
        for whole in wholes(everything.sections)
    ]


def _at(slug: str, section: str) -> str:
    return f"{url_for('admin.article', slug=slug)}#row_{section}"

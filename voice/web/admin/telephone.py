"""What callers are told by telephone: read, heard and worded otherwise, language by language."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.accounts import Role
from voice.errors import InvalidPrompts, PromptsChanged
from voice.phonebook.wording import Texts, ours
from voice.web.admin.adding import MOST_BYTES
from voice.web.admin.gate import bp, permitted, tell
from voice.web.finding import studio

# Fields of the form are named by their prompt, after this.
FIELD = "says_"


@bp.get("/telephone")
@permitted(Role.VIEWER)
def telephone() -> ResponseReturnValue:
    """The prompts of a language, in the operator's words or ours."""
    return _page()


@bp.post("/telephone/<lang>")
@permitted(Role.EDITOR, most_bytes=MOST_BYTES)
def word_prompts(lang: str) -> ResponseReturnValue:
    """Let a language say what the form has; an emptied field is ours again."""
    asked = {name.removeprefix(FIELD): text.strip() for name, text in request.form.items() if name.startswith(FIELD)}
    file = studio().prompts_file
    try:
        before = file.wordings()
        if lang not in before:
            abort(404, f"There are no prompts in {lang!r}.")
        known = {name: text for name, text in asked.items() if name in before[lang]}
        file.say(lang, {**before[lang], **known}, over=request.form.get("edition", ""))
    except PromptsChanged as error:
        return _page(str(error), (lang, asked)), 409
    except InvalidPrompts as error:
        return _page(str(error), (lang, asked)), 422
    tell("The prompts are saved. Callers hear the new words once they are recorded.")
    return redirect(url_for("admin.telephone", lang=lang), 303)


def _page(trouble: str = "", filled: tuple[str, Texts] | None = None) -> str:
    file, broken, found, edition = studio().prompts_file, "", dict[str, Texts](), ""
    try:
        found, edition = file.wordings(), file.edition
    except InvalidPrompts as error:
        broken = str(error)
    asked, texts = filled or (request.args.get("lang", ""), {})
    lang = asked if asked in found else next(iter(found), "")
    return render_template(
        "admin/telephone.html",
        langs=list(found),
        lang=lang,
        prompts={**found.get(lang, {}), **texts},
        ours=ours(lang),
        edition=edition,
        broken=broken,
        trouble=trouble,
        on=studio().settings.phone == "on",
    )

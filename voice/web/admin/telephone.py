"""What callers are told by telephone: read, heard and worded otherwise, language by language."""

from types import MappingProxyType

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.accounts import Role
from voice.errors import InvalidPrompts, PromptsChanged
from voice.phonebook.wording import OPTIONAL, Texts, ours
from voice.web.admin.adding import MOST_BYTES
from voice.web.admin.gate import bp, permitted, tell
from voice.web.finding import studio

# Fields of the form are named by their prompt, after this; what each was filled with, after that.
FIELD, SHOWN = "says_", "shown_"
CHANGED = (
    "Somebody else has changed the prompts meanwhile. Below stand their words, and yours where you have changed some. "
    "Look through them, then save."
)


@bp.get("/telephone")
@permitted(Role.VIEWER)
def telephone() -> ResponseReturnValue:
    """The prompts of a language, in the operator's words or ours."""
    return _page(asked=request.args.get("lang", ""))


@bp.post("/telephone/<lang>")
@permitted(Role.EDITOR, most_bytes=MOST_BYTES)
def word_prompts(lang: str) -> ResponseReturnValue:
    """Let a language say what was changed in the form; an emptied field is ours again."""
    file, shown = studio().prompts_file, _fields(SHOWN)
    changed = {name: text for name, text in _fields(FIELD).items() if text != shown.get(name)}
    try:
        before = file.wordings()
        if lang not in before:
            abort(404, f"There are no prompts in {lang!r}.")
        known = {name: text for name, text in changed.items() if name in before[lang] or name in OPTIONAL}
        file.say(lang, {**before[lang], **known}, over=request.form.get("edition", ""))
    except PromptsChanged:
        return _page(CHANGED, lang, changed), 409
    except InvalidPrompts as error:
        return _page(str(error), lang, changed), 422
    tell("The prompts are saved. Callers hear the new words once they are recorded.")
    return redirect(url_for("admin.telephone", lang=lang), 303)


def _fields(start: str) -> dict[str, str]:
    """What the form has in the fields that begin so, by prompt, each in one line."""
    named = ((name, text) for name, text in request.form.items() if name.startswith(start))
    return {name.removeprefix(start): _line(text) for name, text in named}


def _line(text: str) -> str:
    return " ".join(text.split())


def _page(trouble: str = "", asked: str = "", changed: Texts = MappingProxyType({})) -> str:
    """The form as the file has it now, and over that what somebody has changed and is not saved."""
    file, broken, found, edition = studio().prompts_file, "", dict[str, Texts](), ""
    try:
        edition = file.edition  # before the words: of two that do not fit, an old one overwrites nothing
        found = file.wordings()
    except InvalidPrompts as error:
        broken = str(error)
    lang = asked if asked in found else next(iter(found), "")
    said = found.get(lang, {})
    shown = {name: _line(said.get(name, "")) for name in dict.fromkeys([*said, *(OPTIONAL if said else ())])}
    return render_template(
        "admin/telephone.html",
        langs=list(found),
        lang=lang,
        prompts={**shown, **changed},
        shown=shown,
        theirs=_theirs(shown, changed, edition),
        ours=ours(lang),
        edition=edition,
        broken=broken,
        trouble=trouble,
        on=studio().settings.phone == "on",
    )


def _theirs(shown: Texts, changed: Texts, edition: str) -> Texts:
    """What somebody else has put, since the form was filled in, where it was changed as well."""
    if request.form.get("edition", edition) == edition:
        return {}
    before = _fields(SHOWN)
    both = [name for name, text in changed.items() if name in shown and shown[name] not in (text, before.get(name))]
    return {name: shown[name] for name in both}

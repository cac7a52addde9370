"""Commands for pronunciation: lexicon list, add, remove, import, export; say."""

import tempfile
from pathlib import Path

import click

from voice.amounts import counted, duration
from voice.cli.group import main, open_studio
from voice.cli.making import say_heard_as_before
from voice.cli.sound import check_writable, chosen_delivery, copy_aside, rate_of, suffix_of
from voice.errors import UnreadableLexicon, UnusableLexeme
from voice.lexicon import Case, Lexeme
from voice.lexicon.keeping import EVERYWHERE, Entry, grouped
from voice.lexicon.pls import read_pls, write_pls
from voice.lexicon.shipping import shipped
from voice.playing import played
from voice.settings import user_name
from voice.studio import Studio

IN_LANG = click.option("--lang", default="en", show_default=True, help="The language the word is said in, such as de.")
OF_ARTICLE = click.option("--article", default=EVERYWHERE, metavar="SLUG", help="For this article alone.")


@main.group()
def lexicon() -> None:
    """Say how words are spoken: list, add, remove, import, export.

    Example: voice lexicon add baclofen --ipa "ˈbækləfən"
    """


@lexicon.command("list")
@click.option("--lang", help="Only words of this language, such as en.")
@OF_ARTICLE
@click.option("--shipped", "ours", is_flag=True, help="The words that come with the program.")
def list_words(lang: str | None, article: str, *, ours: bool) -> None:
    """List words: language, word, what is read or sounded, who said so and when, a line each.

    Example: voice lexicon list --article baclofen-abuse
    """
    studio = open_studio()
    entries = tuple(Entry(word, "", "", "") for word in shipped()) if ours else _of(studio, article)
    for entry in entries:
        word = entry.lexeme
        if not lang or word.lang.lower() == lang.lower():
            said = " ".join([word.alias, *([f"/{word.ipa}/"] if word.ipa else [])]).strip()
            line = [word.lang, ", ".join(word.graphemes), said, entry.changed_by, entry.changed_at]
            click.echo("\t".join(line).rstrip())


@lexicon.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--alias", default="", help='What is read in its place, such as "nonsteroidal drug".')
@click.option("--ipa", default="", help='How it is sounded, in the IPA, such as "ˈbækləfən".')
@click.option(
    "--case",
    type=click.Choice([str(case) for case in Case]),
    default=str(Case.USUAL),
    help="Whether capitals count. As usual: a word of capitals alone is met in capitals, others in any case.",
)
@IN_LANG
@OF_ARTICLE
def add(words: tuple[str, ...], alias: str, ipa: str, case: str, lang: str, article: str) -> None:
    """Say how a word or a phrase is spoken; several words are spoken alike.

    Example: voice lexicon add baclofen --ipa "ˈbækləfən"
    """
    studio = open_studio()
    lexeme = Lexeme.checked(words, lang, alias=alias, ipa=ipa, case=Case(case))
    _check_article(studio, article)
    changed = studio.lexicons.add([lexeme], article, by=user_name())
    click.echo(f"{counted(changed, 'word')} kept." if changed else "The lexicon says so already.")
    say_heard_as_before(studio)


@lexicon.command()
@click.argument("word")
@IN_LANG
@OF_ARTICLE
def remove(word: str, lang: str, article: str) -> None:
    """Take a word out of the lexicon; what comes with the program then holds again.

    Example: voice lexicon remove baclofen
    """
    studio = open_studio()
    _check_article(studio, article)
    if not studio.lexicons.remove(word, lang, article, by=user_name()):
        raise UnusableLexeme(f"There is no “{word}” for {lang!r} in that lexicon. See: voice lexicon list")
    click.echo("1 word taken out.")
    say_heard_as_before(studio)


@lexicon.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@OF_ARTICLE
def import_words(file: Path, article: str) -> None:
    """Take in the words of a PLS file (W3C Pronunciation Lexicon 1.0). What can't be used is named.

    Example: voice lexicon import names.pls
    """
    studio = open_studio()
    _check_article(studio, article)
    try:
        found = read_pls(file.read_bytes())
    except UnreadableLexicon as error:
        raise UnreadableLexicon(f"Nothing was taken in from {file}. {error}") from error
    changed = studio.lexicons.add(found.lexemes, article, by=user_name())
    for note in found.left_out:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"{counted(changed, 'word')} kept, of {sum(len(word.graphemes) for word in found.lexemes)}.")
    say_heard_as_before(studio)


@lexicon.command()
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--shipped", "ours", is_flag=True, help="The words that come with the program.")
@IN_LANG
@OF_ARTICLE
def export(output: Path, lang: str, article: str, *, ours: bool) -> None:
    """Write the words of a language to a PLS file (W3C Pronunciation Lexicon 1.0).

    Example: voice lexicon export -o words.pls
    """
    studio = open_studio()
    every = shipped() if ours else tuple(entry.lexeme for entry in _of(studio, article))
    words = grouped(word for word in every if word.lang.lower() == lang.lower())
    check_writable(output)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "words.pls")
        place.write_bytes(write_pls(words, lang))
        copy_aside(place, output)
    click.echo(f"Wrote {output}: {counted(sum(len(word.graphemes) for word in words), 'word')}.")


@main.command()
@click.argument("text")
@click.option("--lang", default="en-US", show_default=True, help="The text's language, such as de or en-GB.")
@click.option("--engine", default="", help="hibari, espeak or system; without it, the best for the language.")
@click.option("--voice", default="", help="A voice of that engine; see: voice voices.")
@click.option("--rate", type=float, callback=rate_of, help="0.5 (slow) to 3 (fast) times the voice's own pace.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write this file; play nothing.")
@OF_ARTICLE
def say(text: str, lang: str, engine: str, voice: str, rate: float | None, output: Path | None, article: str) -> None:
    """Let a text be heard: played here, or written to a file.

    Example: voice say "Take baclofen with food."
    """
    studio = open_studio()
    _check_article(studio, article)
    delivery = chosen_delivery(studio.delivery(suffix_of(output) if output else "wav"), engine, voice, rate)
    if output:
        check_writable(output)
    clip, place = studio.say(text, lang, delivery, article)
    if output is None and played(place):
        click.echo(f"Played {duration(clip.duration_ms)}.")
        return
    if output is None:
        output = Path(tempfile.mkdtemp(prefix="voice-")) / "said.wav"
        click.echo("Nothing on this machine plays sound, so it goes to a file.", err=True)
    copy_aside(place, output)
    click.echo(f"Wrote {output}: {duration(clip.duration_ms)}, {clip.size:,} bytes.")


def _of(studio: Studio, article: str) -> tuple[Entry, ...]:
    _check_article(studio, article)
    return studio.lexicons.entries(article)


def _check_article(studio: Studio, slug: str) -> None:
    if slug != EVERYWHERE:
        studio.library.current(slug)

"""The publisher: which generation of an article is heard, what the next one would be, and when it takes its place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from content.library import Kept, Listed
from voice.desk import Desk
from voice.errors import VoiceError
from voice.generations import Draft, Edition, Generation, Generations, Standing, number_of, wordings_of
from voice.orders import ClipOrder, Delivery, orders_of, phone_orders_of, says_disclaimers
from voice.promptbook import PromptBook, Spoken, voices_for
from voice.reading import Reader


@dataclass(frozen=True, slots=True)
class Publisher:
    """Generations of the articles in the library; `usual` and `by_phone` are the deliveries that settings ask for."""

    desk: Desk
    book: PromptBook
    generations: Generations
    usual: Delivery
    by_phone: tuple[Delivery, ...] = ()

    def heard(self, slug: str, number: int | None = None) -> Kept:
        """The article as readers hear it; its revision names the generation.

        A page that was opened with an earlier generation, `number`, is answered with that one while it is within its
        grace. An article's first generation is current at once. Where it can't be spoken it is as it stands, without a
        generation. Raises UnknownArticle, InvalidRules.
        """
        self.desk.library.check_offered(slug)
        if number is None or not self.generations.answerable(slug, number):
            number = self.generations.number_current(slug)
        generation = None if number is None else self.generations.read(number)
        if generation is None:
            kept = self.desk.library.current(slug)
            try:
                draft, _ = self.book.draft(kept, self.usual, self.by_phone)
                generation = self.generations.publish(draft, by="")
            except VoiceError:
                return self.desk.current(slug)
        return Kept(generation.article, generation.name)

    def reader(self, heard: Kept) -> Reader:
        """Reads what is `heard` of an article as it is heard."""
        return self.book.reader(heard.article.slug, heard.revision)

    def in_voice(self, heard: Kept, voice: str) -> Delivery:
        """How what is `heard` of an article is delivered to whoever prefers that voice."""
        number = number_of(heard.revision)
        generation = None if number is None else self.generations.read(number)
        delivery = generation.delivery if generation else self.usual
        return replace(delivery, voice=",".join(filter(None, (voice, delivery.voice))))

    def put_on_record(self, order: ClipOrder, voice: str) -> None:
        """Note which disclaimers a listener hears in a clip in the voice that they chose, as it is for the usual one.

        Raises as `draft` does.
        """
        number = number_of(order.revision)
        generation = None if number is None else self.generations.read(number)
        if generation is None or not says_disclaimers(generation.article, order):
            return
        if not self.generations.has_on_record(generation.number, self.book.digests([order])[0]):
            said = wordings_of(generation.article, {order: self.book.said(order)}, voice)
            self.generations.note(generation.number, said, later=False)

    def revision(self, name: str) -> str:
        """Which revision of the library a generation's name stands for; a revision stands for itself."""
        number = number_of(name)
        generation = None if number is None else self.generations.read(number)
        return generation.revision if generation else name

    def draft(self, slug: str, delivery: Delivery | None = None) -> tuple[Draft, Spoken]:
        """The generation that the article would have now, and the lines of each clip, also of those for telephones.

        Without a `delivery`, it is the one that was chosen for the article before, or the usual one. Raises
        UnknownArticle, UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, InvalidRules.
        """
        chosen = delivery or self.delivery(slug)
        draft, spoken = self.book.draft(self.desk.library.current(slug), chosen, self.by_phone)
        return replace(draft, chosen=chosen != self.usual), spoken

    def delivery(self, slug: str) -> Delivery:
        """How an article is spoken: as it was chosen for it, or as usual."""
        current = self.generations.current(slug)
        return current.delivery if current and current.chosen else self.usual

    def keep(self, draft: Draft, by: str) -> Generation:
        """The generation that says what the draft does; an article's first is current at once."""
        if self.generations.number_current(draft.article.slug) is None:
            return self.generations.publish(draft, by)
        return self.generations.prepare(draft, by)

    def orders(self, generation: Generation) -> list[ClipOrder]:
        """Every clip of a generation, in the order in which a listener comes to them."""
        return orders_of(generation.article, generation.name, generation.delivery)

    def every_order(self, generation: Generation) -> list[ClipOrder]:
        """The same, and then the clips that telephones play of it."""
        return [*self.orders(generation), *self.phone_orders(generation)]

    def phone_orders(self, generation: Generation) -> list[ClipOrder]:
        """Every clip that telephones play of a generation; none where they are not answered."""
        return phone_orders_of(generation.article, generation.name, self.by_phone)

    def outdated(self) -> list[str]:
        """The articles that are heard otherwise than they would be if they were made now; none is read for it.

        Those that were rolled back stay as they are. Raises InvalidRules.
        """
        standings, listed = self.generations.standings(), self.desk.library.list()
        editions = self.book.editions(row.slug for row in listed)
        return [row.slug for row in listed if self._differs(row, standings.get(row.slug), editions[row.slug])]

    def held(self) -> list[str]:
        """The articles on the list that were rolled back: no change reaches them until they are asked for by name."""
        standings = self.generations.standings()
        return [row.slug for row in self.desk.library.list() if row.slug in standings and standings[row.slug].held]

    def read_by(self, slugs: Iterable[str]) -> dict[str, tuple[str, Edition]]:
        """Of each article its revision, and by what it would be read now."""
        wanted = set(slugs)
        editions = self.book.editions(wanted)
        return {row.slug: (row.revision, editions[row.slug]) for row in self.desk.library.list() if row.slug in wanted}

    def _differs(self, row: Listed, heard: Standing | None, edition: Edition) -> bool:
        if heard is None or heard.held:
            return heard is None
        delivery = heard.delivery if heard.chosen else self.usual
        now = (row.revision, delivery, edition, voices_for(heard.voices, delivery.preference))
        return (heard.revision, heard.delivery, heard.edition, heard.voices) != now

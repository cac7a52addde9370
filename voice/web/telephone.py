"""The code by which a telephone names an article, told where the article can be heard there."""

from content.library import Kept
from voice.web.finding import Clips, studio


def phone_code(kept: Kept, there: Clips | None = None) -> str:
    """The article's code; "" where the telephone is off, or where not all that callers hear of it is recorded.

    `there` is what was found of it, if somebody has looked. Raises what keeps it from being spoken: UnspokenLanguage,
    DisclaimerUnspoken, UnknownVoice.
    """
    orders = studio().phone_orders(kept.article, kept.revision)
    clips = [there[order] for order in orders] if there is not None else studio().find_all(orders)
    if not orders or None in clips:
        return ""
    return studio().codes.of(kept.article.slug)

"""The code by which a telephone names an article, told where the article can be heard there."""

from content.library import Kept
from voice.web.finding import studio


def phone_code(kept: Kept) -> str:
    """The article's code; "" where the telephone is off, or where not all that callers hear of it is recorded.

    Raises what keeps it from being spoken: UnspokenLanguage, DisclaimerUnspoken, UnknownVoice.
    """
    orders = studio().phone_orders(kept.article, kept.revision)
    if not orders or None in studio().find_all(orders):
        return ""
    return studio().codes.of(kept.article.slug)

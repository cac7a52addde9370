"""What codes are called on the pages: kinds of disclaimers, how they were found, why something is not heard."""

from content import DisclaimerKind
from content.due import EDITOR
from content.skipped import Why

KINDS = {
    DisclaimerKind.MEDICAL: "Medical",
    DisclaimerKind.LEGAL: "Legal",
    DisclaimerKind.FINANCIAL: "Financial",
    DisclaimerKind.AFFILIATE: "Affiliate links",
    DisclaimerKind.SPONSORED: "Sponsored",
    DisclaimerKind.CRISIS: "Help in a crisis",
}
ORIGINS = {
    "heading": "found by its heading",
    "markup": "found by the name of its box on the page",
    "sentence": "found by its wording",
    EDITOR: "set by editors",
}
PLACES = {
    "start": "at the start of the text",
    "middle": "in the midst of the text",
    "end": "at the end of the text",
    "outside": "outside the article, such as in the page's footer",
}
WHYS = {
    Why.NAVIGATION: "A menu, or another way around the site",
    Why.COMMENTS: "Comments of readers",
    Why.COOKIES: "A notice about cookies",
    Why.NEWSLETTER: "An invitation to subscribe",
    Why.SHARING: "Buttons for sharing",
    Why.ADVERT: "Advertising",
    Why.RELATED: "Links to other articles",
    Why.CREDITS: "Who wrote it, when, and its tags",
    Why.FOOTER: "The foot of the page",
    Why.FORM: "A form",
    Why.ASIDE: "An aside, which the page sets apart from its article",
    Why.GALLERY: "A show of pictures with stories of its own",
    Why.OVERLAY: "Shown over the page until it is answered",
    Why.LINKS: "A box that is links for the greater part",
    Why.HIDDEN: "Hidden by the page itself",
    Why.HEADED: "Its heading says that it is no part of the article",
    Why.OUTSIDE: "Outside the article",
    Why.AROUND: "A part of the page around the article",
}

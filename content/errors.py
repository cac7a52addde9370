"""What can go wrong with content. Each message says, in plain English, what to do.

ContentError
|-- UnreadableArticle       not a page or a text: empty, binary, nothing to read in it
|-- ArticleTooLarge         over a limit on size
|-- UnknownArticle          no article of that slug
|-- InvalidSlug             a slug that cannot stand in an address
|-- NotFromTheWeb           what was read from a file or a text, and can't be asked for again
|-- EditedMeanwhile         what a new version was to follow on does not stand any more
|-- DisclaimerLost          a new version has none of the disclaimers of the one before
|-- UnknownDisclaimer       no such disclaimer was found in the article
|-- InvalidRules            the editors' file of disclaimers can't be used as it stands
|-- RulesChanged            that file is not the one any more that was to be replaced
|-- InvalidDecision         what an editor decided can't be: no reason, a crisis text shortened
|   `-- CrisisRejected      a crisis text was rejected, and nobody said that it was checked
|-- InvalidArrangement      how an editor arranged sections can't be: no such section, none left to hear
|-- NoDraft                 what was to be kept is not waiting any more
`-- FetchFailed             the page could not be brought from the web
    `-- ForbiddenAddress    an address that is not public http(s)
"""


class ContentError(Exception):
    """Anything wrong with content."""


class UnreadableArticle(ContentError):
    """Not a page or a text: empty, binary, or nothing to read in it."""


class ArticleTooLarge(ContentError):
    """Over a limit on size."""


class UnknownArticle(ContentError):
    """No article of that slug is in the library."""


class InvalidSlug(ContentError):
    """A slug that cannot stand in an address."""


class NotFromTheWeb(ContentError):
    """What was read from a file or a text can't be asked for again."""


class EditedMeanwhile(ContentError):
    """What a new version was to follow on does not stand any more: it was changed, or taken off the list."""


class DisclaimerLost(ContentError):
    """A new version of an article has none of the disclaimers of the one before."""


class UnknownDisclaimer(ContentError):
    """No disclaimer of that key was found in the article."""


class InvalidRules(ContentError):
    """The editors' file of disclaimers can't be used as it stands."""


class RulesChanged(ContentError):
    """The editors' file of disclaimers is not the one any more that was to be replaced."""


class InvalidDecision(ContentError):
    """What an editor decided on a disclaimer can't be."""


class CrisisRejected(InvalidDecision):
    """A text that leads people in need to help was rejected as if it were any other."""


class InvalidArrangement(ContentError):
    """How an editor arranged an article's sections can't be."""


class NoDraft(ContentError):
    """What was to be kept is not waiting any more: it was kept, thrown away, or it waited too long."""


class FetchFailed(ContentError):
    """The page could not be brought from the web."""


class ForbiddenAddress(FetchFailed):
    """An address that is not public http or https."""

"""The parts of the admin's door, as its navigation and its first page list them."""

from dataclasses import dataclass

from voice.accounts import Role
from voice.web.admin.gate import bp, signed_in


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its page's endpoint, what it is for, and the role that it is for."""

    name: str
    endpoint: str
    about: str
    role: Role = Role.VIEWER


# In the order in which they are listed.
PARTS: tuple[Part, ...] = (
    Part("Articles", "admin.articles", "Add articles, arrange their sections, and take them off the list."),
    Part("Found disclaimers", "admin.disclaimers", "What was found in articles, for you to confirm or reject."),
    Part("Set disclaimers", "admin.rules", "What you set for every article, a site or a topic."),
    Part("Regenerations", "admin.regenerations", "What is made anew, how far it is, and what has changed."),
    Part("Lexicon", "admin.lexicon", "How words are said."),
    Part("Voices", "admin.voices", "Who speaks which language, and why."),
    Part("Telephone", "admin.telephone", "What callers are told, in each language."),
    Part("Cache", "admin.cache", "How many recordings are kept, and how large and long they are."),
    Part("Errors", "admin.errors", "What could not be recorded, to be tried again."),
    Part("Schedules", "admin.schedules", "When articles are refreshed, and recordings swept and verified."),
    Part("Audit trail", "admin.audit", "Who changed what, when, and why."),
    Part("Accounts", "admin.accounts", "Who may sign in, and what they may do.", Role.ADMIN),
    Part("API tokens", "admin.tokens", "By which programs use the API.", Role.ADMIN),
    Part("Your account", "admin.account", "Change your password."),
)


@bp.app_template_global()
def admin_parts() -> list[Part]:
    """The parts that whoever asks may see."""
    session = signed_in()
    return [part for part in PARTS if session and session.role.includes(part.role)]

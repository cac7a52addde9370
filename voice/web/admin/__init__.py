"""The admin's door: pages for those who have signed in, all behind the gate. A module's views join by standing here."""

from voice.web.admin import audit, entry, parts, people, problems, tokens
from voice.web.admin.gate import bp

__all__ = ["audit", "bp", "entry", "parts", "people", "problems", "tokens"]

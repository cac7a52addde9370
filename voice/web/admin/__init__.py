"""The admin's door: pages for those who have signed in, all behind the gate. A module's views join by standing here."""

from voice.web.admin import entry, parts
from voice.web.admin.gate import bp

__all__ = ["bp", "entry", "parts"]

"""The API for programs, under /api/v1: JSON in, JSON out, for whoever has a token. A module's operations stand here."""

from voice.web.api import articles, audit, disclaimers, document, generations, lexicon, problems, regenerations
from voice.web.api.operation import bp

__all__ = ["articles", "audit", "bp", "disclaimers", "document", "generations", "lexicon", "problems", "regenerations"]

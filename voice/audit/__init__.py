"""The audit trail: who changed what, when, through which door, from what to what, and why."""

from voice.acting import Actor, Door, acting, actor
from voice.audit.trail import Change, Kind, Row, Search, Trail, note

__all__ = ["Actor", "Change", "Door", "Kind", "Row", "Search", "Trail", "acting", "actor", "note"]

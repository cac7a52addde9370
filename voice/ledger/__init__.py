"""The ledger of regenerations: kept (`keeping`), with its nouns and tables (`tables`)."""

from voice.ledger.keeping import LEASE_S, Ledger
from voice.ledger.tables import Part, Regeneration, Stage, Step, metadata

__all__ = ["LEASE_S", "Ledger", "Part", "Regeneration", "Stage", "Step", "metadata"]

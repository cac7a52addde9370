"""Work that is done beside the doors: clips that were asked for are made here."""

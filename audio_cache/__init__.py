"""The shelf of recordings: knows bytes, and nothing of HTML or of engines.

A recording's `digest` names what was asked for before a sound is made; its `fingerprint` names the bytes. A `Shelf`
keeps the bytes, `Index` knows what is there, `Uses` when it was used, and `Leases` let one of many callers make what
is missing. Each is imported when it is first asked for: who wants no table does not wait for the database's library.
"""

import lazy_loader

# The names, and the modules they are in, stand in `__init__.pyi` alone.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

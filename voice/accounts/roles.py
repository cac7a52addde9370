"""What people may do: the three roles, each with everything that those before it may."""

from enum import StrEnum


class Role(StrEnum):
    """A role, from the least to the most."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Whether whoever has this role may do what the other may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)

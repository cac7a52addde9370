"""Who may work on the articles, and as what: accounts, roles, passwords and sessions."""

from voice.accounts.keeping import Account, Accounts
from voice.accounts.roles import Role
from voice.accounts.sessions import Session

__all__ = ["Account", "Accounts", "Role", "Session"]

"""Who may work on the articles, and as what: accounts, roles, passwords and sessions."""

from voice.accounts.keeping import Account, Accounts
from voice.accounts.roles import Role
from voice.accounts.sessions import Session
from voice.accounts.tokens import Scope, Token

__all__ = ["Account", "Accounts", "Role", "Scope", "Session", "Token"]

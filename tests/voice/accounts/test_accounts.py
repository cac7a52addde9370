"""Accounts: who gets in, and who does not."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from voice.accounts import Accounts, Role, Scope, passwords
from voice.accounts.attempts import MOST_BY_NAME, MOST_FOR_BOTH, MOST_FROM_ADDRESS, WINDOW_S
from voice.accounts.sessions import IDLE_S, LONGEST_S
from voice.accounts.tokens import MOST_DAYS
from voice.audit import Change, Kind, Search, Trail, note
from voice.errors import AccountRefused, LinkExpired, PasswordRefused, SignInFailed, TooManyAttempts, UnknownAccount
from voice.schema import open_at_head

GOOD = "three kettles boil"
HOME = "192.0.2.1"


on_both = pytest.mark.parametrize("accounts", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def accounts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Accounts]:
    where = getattr(request, "param", "sqlite")
    engine = open_at_head(tmp_path, "" if where == "sqlite" else request.getfixturevalue("postgresql_url"))
    found = Accounts(engine)
    found.add("Élodie", Role.ADMIN)
    found.choose_password("Élodie", GOOD)
    yield found
    engine.dispose()


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + seconds)


def test_a_name_is_the_same_however_it_is_typed(accounts: Accounts) -> None:
    token = accounts.sign_in("  ÉLODIE ", GOOD, HOME)
    assert accounts.sessions.find(token).name == "Élodie"
    with pytest.raises(AccountRefused, match="already"):
        accounts.add("élodie", Role.VIEWER)


@on_both
def test_who_guesses_a_name_has_to_wait_and_so_has_its_owner_for_a_while(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MOST_BY_NAME):
        with pytest.raises(SignInFailed):
            accounts.sign_in("élodie", "wrong", f"198.51.100.{number}")
    with pytest.raises(TooManyAttempts, match="15 minutes"):
        Accounts(accounts.engine).sign_in("élodie", GOOD, HOME)
    later(monkeypatch, WINDOW_S + 1)
    assert accounts.sign_in("élodie", GOOD, HOME)


def test_nobody_keeps_the_owner_of_a_name_out_from_elsewhere(accounts: Accounts) -> None:
    for _ in range(MOST_FOR_BOTH):
        with pytest.raises(SignInFailed):
            accounts.sign_in("élodie", "wrong", "198.51.100.7")
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("élodie", GOOD, "198.51.100.7")
    assert accounts.sign_in("élodie", GOOD, HOME)


def test_who_guesses_many_names_from_one_network_has_to_wait(accounts: Accounts) -> None:
    for number in range(MOST_FROM_ADDRESS):
        with pytest.raises(SignInFailed):
            accounts.sign_in(f"name {number}", "wrong", f"2001:db8::{number:x}")
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("élodie", GOOD, "2001:db8::ffff")
    assert accounts.sign_in("élodie", GOOD, "2001:db8:1::1")


def test_who_signs_in_is_not_counted(accounts: Accounts) -> None:
    for _ in range(MOST_FROM_ADDRESS + 1):
        accounts.sign_in("élodie", GOOD, HOME)


def test_an_unknown_name_costs_as_much_as_a_wrong_password(accounts: Accounts, monkeypatch) -> None:
    hashes: list[str] = []
    verify = passwords._hasher.verify

    class Counting:
        hash = staticmethod(passwords._hasher.hash)

        @staticmethod
        def verify(kept: str, password: str) -> bool:
            hashes.append(kept.split("$")[3])
            return verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting)
    passwords._nobodys.cache_clear()
    accounts.add("Invited", Role.VIEWER)
    for name in ("élodie", "nobody", "invited"):
        with pytest.raises(SignInFailed):
            accounts.sign_in(name, "wrong", HOME)
    assert len(hashes) == 3
    assert len(set(hashes)) == 1, "each is verified at the same cost"


@pytest.mark.parametrize(
    "password", ["short", "password1234", "qwertyuiop12", "elodieelodie", "aaaaaaaaaaaaa", "x" * 257]
)
def test_easy_passwords_are_refused(password: str) -> None:
    with pytest.raises(PasswordRefused):
        passwords.checked(password, "elodie")


@pytest.mark.parametrize("password", [GOOD, "ünïcödé and spaces", "correct horse battery", "9" + "x7Kq" * 60])
def test_any_signs_will_do(password: str) -> None:
    assert passwords.checked(password, "elodie")


def test_a_session_ends_when_it_is_idle_and_in_any_case_after_a_day(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = accounts.sign_in("élodie", GOOD, HOME)
    began = time.time()
    for hours in range(1, LONGEST_S // 3600):
        monkeypatch.setattr("time.time", lambda hours=hours: began + hours * 3600)
        assert accounts.sessions.find(token)
    monkeypatch.setattr("time.time", lambda: began + LONGEST_S + 1)
    assert accounts.sessions.find(token) is None
    other = accounts.sign_in("élodie", GOOD, HOME)
    later(monkeypatch, IDLE_S + 1)
    assert accounts.sessions.find(other) is None


@pytest.mark.parametrize(
    "end",
    [lambda accounts: accounts.choose_password("Bo", "four kettles boil"),
     lambda accounts: accounts.disable("Bo"),
     lambda accounts: accounts.give_role("Bo", Role.VIEWER)],
)  # fmt: skip
def test_what_changes_an_account_ends_its_sessions(accounts: Accounts, end) -> None:
    accounts.add("Bo", Role.EDITOR)
    token = accounts.sessions.begin("bo")
    mine = accounts.sessions.begin("élodie")
    end(accounts)
    assert accounts.sessions.find(token) is None
    assert accounts.sessions.find(mine)


def test_who_is_disabled_gets_in_no_more_until_they_are_let_in_again(accounts: Accounts) -> None:
    accounts.add("Bo", Role.EDITOR)
    accounts.choose_password("Bo", GOOD)
    accounts.disable("Bo")
    with pytest.raises(SignInFailed):
        accounts.sign_in("Bo", GOOD, HOME)
    accounts.disable("Bo", disabled=False)
    assert accounts.sign_in("Bo", GOOD, HOME)


@on_both
def test_the_last_admin_stays_one(accounts: Accounts) -> None:
    accounts.add("Bo", Role.EDITOR)
    with pytest.raises(AccountRefused, match="only admin"):
        accounts.give_role("Élodie", Role.EDITOR)
    with pytest.raises(AccountRefused, match="only admin"):
        accounts.disable("Élodie")
    assert accounts.list()[-1].role is Role.ADMIN


@pytest.mark.parametrize("accounts", ["postgresql"], indirect=True)
def test_of_two_who_change_accounts_at_once_the_second_knows_of_the_first(accounts: Accounts) -> None:
    accounts.add("Bo", Role.ADMIN)
    disabled = at_once(accounts, lambda: accounts.disable("Bo"), lambda: accounts.disable("Élodie"))
    made = at_once(accounts, lambda: accounts.add("Cy", Role.VIEWER), lambda: accounts.add("cy", Role.VIEWER))
    tokens = at_once(accounts, *2 * [lambda: accounts.tokens.make("ours", [Scope.LISTEN], "Bo")])
    assert all(sorted(map(type, ends), key=str) == [type(None), AccountRefused] for ends in (disabled, made, tokens))


def at_once(accounts: Accounts, *acts: Callable[[], object]) -> list[BaseException | None]:
    """What each came to, where none could end before all had begun: who notes something waits for whoever notes."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with ThreadPoolExecutor() as threads:
        with accounts.engine.begin() as connection:
            note(connection, Change(Kind.WORD, "tea"))
            ends = [threads.submit(act) for act in acts]
            until = time.monotonic() + 20
            while connection.exec_driver_sql(waiting).scalar() != len(acts) and time.monotonic() < until:
                time.sleep(0.01)
        return [end.exception() for end in ends]


@on_both
def test_an_invitation_works_once_and_not_for_ever(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = accounts.links.invite("Bo", Role.EDITOR)
    with pytest.raises(PasswordRefused):
        accounts.links.use(secret, "", "short")
    assert accounts.links.use(secret, "somebody else", GOOD) == "Bo"
    with pytest.raises(LinkExpired):
        accounts.links.use(secret, "", GOOD)
    old, new = accounts.links.reset("Bo"), accounts.links.reset("Bo")
    with pytest.raises(LinkExpired):
        accounts.links.owner(old)
    later(monkeypatch, 8 * 24 * 3600)
    with pytest.raises(LinkExpired):
        accounts.links.owner(new)


def test_the_set_up_link_makes_the_first_account_and_no_other(tmp_path: Path) -> None:
    engine = open_at_head(tmp_path)
    accounts = Accounts(engine)
    old, secret = accounts.links.set_up(), accounts.links.set_up()
    with pytest.raises(LinkExpired):
        accounts.links.owner(old)
    assert accounts.links.use(secret, "Bo", GOOD) == "Bo"
    assert [(each.name, each.role, each.ready) for each in accounts.list()] == [("Bo", Role.ADMIN, True)]
    assert accounts.links.set_up() == ""
    engine.dispose()


def test_no_secret_stands_in_the_database(tmp_path: Path) -> None:
    engine = open_at_head(tmp_path)
    accounts = Accounts(engine)
    secrets = [accounts.links.set_up(), accounts.links.invite("Bo", Role.ADMIN), accounts.sessions.begin("bo")]
    secrets.append(accounts.tokens.make("ours", [Scope.LISTEN], "Bo"))
    accounts.choose_password("Bo", GOOD)
    engine.dispose()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("voice.db*"))
    assert not [secret for secret in (*secrets, GOOD) if secret.encode() in kept]


@on_both
def test_a_token_is_good_until_it_is_revoked_or_expires(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = accounts.tokens
    for_ever, a_month = (tokens.make(f"for {days}", [Scope.LISTEN], "Bo", days=days) for days in (0, 30))
    assert tokens.find(a_month).scopes == {Scope.LISTEN}
    assert tokens.find(a_month + "x") is None
    assert all(token.used_at for token in tokens.list() if token.name == "for 30")
    later(monkeypatch, 31 * 86_400)
    assert tokens.find(a_month) is None
    tokens.revoke("for 0")
    assert tokens.find(for_ever) is None
    with pytest.raises(UnknownAccount):
        tokens.revoke("for 0")
    with pytest.raises(AccountRefused, match="no scope all"):
        tokens.make("another", ["all"], "Bo")
    for days in (-1, MOST_DAYS + 1, 10**400):
        with pytest.raises(AccountRefused, match="days"):
            tokens.make("another", [Scope.LISTEN], "Bo", days=days)


@on_both
def test_every_change_of_accounts_and_tokens_is_noted_without_secrets(accounts: Accounts) -> None:
    secret = accounts.links.invite("Bo", Role.EDITOR)
    accounts.links.use(secret, "", GOOD)
    accounts.give_role("Bo", Role.ADMIN)
    accounts.tokens.make("ours", [Scope.LISTEN], "Bo")
    accounts.tokens.revoke("ours")
    trail = Trail(accounts.engine)
    rows = [row for kind in (Kind.ACCOUNT, Kind.TOKEN) for row in reversed(trail.rows(Search(kind=kind), most=99))]
    assert [(row.subject, row.after) for row in rows] == [
        ("Élodie", "admin"), ("Élodie", "another password"),
        ("Bo", "editor"), ("Bo", "a password of their own"), ("Bo", "admin"), ("ours", "listen"), ("ours", "revoked"),
    ]  # fmt: skip
    assert rows[3].who == "Bo"
    assert trail.verify().broken_at == 0

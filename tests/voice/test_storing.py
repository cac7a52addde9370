"""The object store that the settings ask for."""

import sys

import pytest

from audio_cache.bucket import Links, is_public, key_of
from voice.errors import SettingsError
from voice.settings import Settings
from voice.storing import bucket_of


def settings_of(**environment: str) -> Settings:
    return Settings.from_environment(environment)


def test_without_a_store_recordings_are_in_the_data_folder() -> None:
    assert bucket_of(settings_of()) is None


def test_what_other_programs_know_of_the_store_is_known_here_too() -> None:
    common = {"AWS_ACCESS_KEY_ID": "them", "AWS_SECRET_ACCESS_KEY": "hidden", "AWS_ENDPOINT_URL": "https://store"}
    found = bucket_of(settings_of(VOICE_STORE="s3://voice/a/b/", AWS_DEFAULT_REGION="eu-north-1", **common))
    assert found
    assert (found.name, found.prefix, found.endpoint, found.region) == ("voice", "a/b", "https://store", "eu-north-1")
    assert (found.key, found.secret, found.links) == ("them", "hidden", Links.THROUGH)
    assert "hidden" not in repr(found)
    own = bucket_of(settings_of(VOICE_STORE="s3://voice", VOICE_STORE_KEY="us", **common))
    assert own
    assert own.key == "us"


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"VOICE_STORE": "voice"}, "s3://bucket"),
        ({"VOICE_STORE": "https://voice"}, "s3://bucket"),
        ({"VOICE_STORE": "s3://voice", "VOICE_STORE_LINKS": "public"}, "VOICE_STORE_PUBLIC"),
        ({"VOICE_STORE": "s3://voice", "VOICE_STORE_LINKS": "all"}, "can't be used"),
        ({"VOICE_STORE_NEAR_GB": "-1"}, "VOICE_STORE_NEAR_GB"),
    ],
)
def test_a_store_that_cannot_be_one_is_refused_with_what_to_do(environment: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        bucket_of(settings_of(**environment))


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(SettingsError, match=r"article-voice\[s3\]"):
        bucket_of(settings_of(VOICE_STORE="s3://voice"))


@pytest.mark.parametrize(
    ("suffix", "public"), [("mp3", True), ("mp3-64", True), ("bare.mp3", False), ("take.flac", False)]
)
def test_what_has_no_disclaimers_never_has_a_public_address(suffix: str, public: bool) -> None:
    assert is_public(suffix) is public
    assert key_of("f" * 64, suffix).startswith("public/" if public else "private/")

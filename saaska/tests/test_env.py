"""What the settings read from the environment (saaska/env.py)."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from saaska import env

READERS = {
    "DATABASE_POOL_SIZE": lambda name: env.number(name, 4, least=1),
    "TRUSTED_PROXY_COUNT": lambda name: env.number(name, 0),
    "DATABASE_URL": env.database,
    "REDIS_URL": lambda name: env.address(name, "redis", "rediss", "unix"),
    "PUBLIC_URL": lambda name: env.address(name, "https", "http"),
    "EMAIL_URL": lambda name: env.mail(name, "console:"),
    "FIELD_ENCRYPTION_KEYS": env.fernet_keys,
}


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("DATABASE_POOL_SIZE", "0"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("TRUSTED_PROXY_COUNT", "one"),
        ("DATABASE_URL", "postgresql://saaska_web:pw@db.example:port/saaska"),
        ("DATABASE_URL", "postgresql://[::1/saaska"),
        ("DATABASE_URL", "db.example"),
        ("REDIS_URL", "cache.example"),
        ("REDIS_URL", ""),
        ("PUBLIC_URL", "saaska.example"),
        ("EMAIL_URL", "smtp://mail.example:nan"),
        ("EMAIL_URL", "smtp:///"),
        ("FIELD_ENCRYPTION_KEYS", ""),
        ("FIELD_ENCRYPTION_KEYS", "abc"),
        ("FIELD_ENCRYPTION_KEYS", "rUJJ1FkXGXRoVnmoyUmmwQWvDE3eC4v5TOJSbm1lSjs=,short"),
    ],
)
def test_a_bad_value_stops_the_start_and_says_which(monkeypatch, name, bad):
    monkeypatch.setenv(name, bad)

    with pytest.raises(ImproperlyConfigured, match=name):
        READERS[name](name)


def test_a_bad_address_or_key_is_not_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres//saaska_web:secret@db.example/saaska")
    monkeypatch.setenv("FIELD_ENCRYPTION_KEYS", "secret")

    with pytest.raises(ImproperlyConfigured) as address:
        env.database("DATABASE_URL")
    with pytest.raises(ImproperlyConfigured) as key:
        env.fernet_keys("FIELD_ENCRYPTION_KEYS")

    assert "secret" not in f"{address.value} {key.value}"


def test_a_bad_address_of_files_stops_the_start(monkeypatch):
    for name, value in {"FILES_BACKEND": "s3", "S3_BUCKET": "files", "S3_ENDPOINT_URL": "s3.example"}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match="S3_ENDPOINT_URL"):
        env.files("FILES_BACKEND")

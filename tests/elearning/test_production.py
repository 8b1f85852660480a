"""Production refuses to start without what it needs, and says what that is."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

NEEDED = {
    "SECRET_KEY": "a key for this test that is certainly longer than fifty characters",
    "DATABASE_URL": "sqlite:///:memory:",
    "CACHE_URL": "redis://cache.example/0",
    "EMAIL_URL": "smtp://mail.example",
    "MAIL_FROM": "leren@voorbeeld.example",
    "SITE_ORIGIN": "https://leren.example",
    "RELEASE": "2026-11",
}


def start(**environment):
    """The error of a process that reads the settings of production; empty when it can."""
    command = [sys.executable, "-c", "import elearning.settings.production"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stderr


def test_with_all_of_it_it_starts():
    assert start(**NEEDED) == ""


@pytest.mark.parametrize("name", NEEDED)
def test_without_one_of_it_it_does_not(name):
    error = start(**{other: value for other, value in NEEDED.items() if other != name})
    assert "ImproperlyConfigured" in error and error.strip().endswith(f"before starting: {name}.")


@pytest.mark.parametrize(
    ("name", "value"), [("SECRET_KEY", "too short"), ("SITE_ORIGIN", "http://leren.example"), ("RELEASE", "")]
)
def test_nor_with_one_that_protects_nothing(name, value):
    assert name in start(**{**NEEDED, name: value})

"""The settings as Django sees them."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from tests.ledger.conftest import use_database


def test_the_check_for_deployment_has_no_warnings() -> None:
    call_command("check", deploy=True, fail_level="WARNING", stdout=StringIO(), stderr=StringIO())


def test_no_migration_is_missing(tmp_path: Path) -> None:
    use_database(f"sqlite:///{tmp_path}/ledger.sqlite3")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_passwords_are_hashed_with_argon2_alone() -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_plain_http_is_a_choice_that_the_check_tells(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "pledgebook.site.settings",
            "PLEDGEBOOK_DATA": str(tmp_path),
            "PLEDGEBOOK_PLAIN_HTTP": "1",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stderr.count("?: (security.W") == 4

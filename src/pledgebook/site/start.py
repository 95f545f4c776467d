"""Start Django in a program that is no web server: the command line, a test, a notebook."""

from __future__ import annotations

import os


def start() -> None:
    """Read the settings and load the ledger's tables. Calling it again does nothing.

    Raises BadValue where a setting is wrong.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pledgebook.site.settings")
    import django  # here, so that commands that need no ledger stay fast

    django.setup()

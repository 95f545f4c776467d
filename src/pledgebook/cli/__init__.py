"""The command line: one command, `pledgebook`."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command that the arguments ask for, and leave with its exit status.

    0: everything was read. 1: something was left out, the rest is printed. 2: the call is wrong, or nothing
    could be read.
    """
    from pledgebook.cli.app import run  # here, so that importing the package stays cheap

    run()

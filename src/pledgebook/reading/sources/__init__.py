"""Files, folders and standard input into documents: text, Markdown, HTML and PDF."""

from __future__ import annotations

from pledgebook.reading.sources.collecting import STANDARD_INPUT, Fault, Loaded, Skipped, collect
from pledgebook.reading.sources.loading import load

__all__ = ["STANDARD_INPUT", "Fault", "Loaded", "Skipped", "collect", "load"]

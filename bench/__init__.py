"""Measuring speed and quality; no part of the package."""

"""English, as tables: what the engine needs to know of a language, and how its verbs inflect.

Another language is another package of this shape; the engine names no English word.
"""

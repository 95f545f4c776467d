"""The Django project: settings, and how a program that is no web server starts Django."""

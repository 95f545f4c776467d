"""Totals: a question with a definition, and the answer with every row it counts and every row it leaves
out."""

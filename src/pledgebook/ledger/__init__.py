"""The books: an append-only journal, the records projected from it, who may write what, and the questions."""

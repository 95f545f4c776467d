"""Pledgebook keeps the books of a coalition that pledges support, with the sentence behind every figure."""

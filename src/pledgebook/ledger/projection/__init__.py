"""From entries to records: what each entry changes in the tables, and the one place that changes them."""

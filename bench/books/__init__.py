"""What the ledger is measured on, and how."""

"""Reading sums and equipment: which are pledges, totals, needs or purchases, and whose."""

"""Questions to the books. Each takes the two clocks and what the asker may see, and returns typed values."""

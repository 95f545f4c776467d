"""What the books refuse: every rule that an entry must keep, and the sentence for each that it breaks."""

"""How fast the hall is, as ratios to what its broker and its disk can do at all."""

"""How long citizens will wait: learned from the hall's own days, played forward from its state."""

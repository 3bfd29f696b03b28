"""What the panel does, without a screen: plain Python, called on one thread."""

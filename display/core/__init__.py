"""What a display does, without a screen or a loudspeaker: plain Python, called on one thread."""

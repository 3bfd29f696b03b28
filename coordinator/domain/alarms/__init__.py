"""What somebody in charge should know at once: measured, raised, acknowledged, cleared."""

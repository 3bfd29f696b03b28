"""The far end of each cable, with the faults the real devices have."""

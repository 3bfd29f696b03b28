"""Carries commands out: decided, committed, answered, announced, in that order."""

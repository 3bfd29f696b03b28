"""Contactless cards through PC/SC: their numbers, where a hall has given out cards of its own."""

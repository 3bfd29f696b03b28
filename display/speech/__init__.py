"""The voice of a display: clips from a speech engine, one sound file an announcement, a player."""

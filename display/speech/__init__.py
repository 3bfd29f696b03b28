"""The voice of a display: one sound file an announcement, said in a thread of its own."""

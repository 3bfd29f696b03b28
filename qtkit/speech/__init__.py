"""Speech for any of our programs: clips from an engine, sound as numbers, a player that works."""

"""What a supervisor sees of the hall, and decides: lines, windows, alarms, bad ratings."""

"""A simulated hall: its devices, its people, its faults. Nothing that runs in a hall imports it."""

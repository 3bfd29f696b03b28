"""Drivers for what hangs on the cables of a hall. They know devices, not tickets."""

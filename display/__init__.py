"""The screens of a hall: the board of a zone, the sign over a window, and the voice."""

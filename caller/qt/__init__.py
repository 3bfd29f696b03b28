"""The panel's window: draws the screens, reports taps and keys, decides nothing."""

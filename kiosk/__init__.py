"""The kiosk: where citizens take their tickets."""

"""The kiosk's printer and card reader: drivers on their threads, news for the presenter."""

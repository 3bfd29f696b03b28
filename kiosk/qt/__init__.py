"""The kiosk's window: Qt Quick pages that draw screens and report touches."""

"""What the kiosk does, without screen, wire or clock."""

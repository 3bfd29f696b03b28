"""What people see: Qt Quick pages that draw a screen, and the bridge that hands it to them."""

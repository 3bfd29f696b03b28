"""What becomes of a citizen between the ticket and the way home: services, transfers, returns."""

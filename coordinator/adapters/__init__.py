"""The service's ports, joined to the broker, the journal and the clock."""

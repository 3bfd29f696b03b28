"""Who gets a ticket: closed groups and full days, one ticket a person, and tickets in hand."""

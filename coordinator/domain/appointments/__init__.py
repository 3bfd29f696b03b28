"""Places in a group's line that are booked: slots, bookings, check-in, and who does not come."""

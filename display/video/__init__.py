"""Videos beside the calls, decoded in a process of their own."""

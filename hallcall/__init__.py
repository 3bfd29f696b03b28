"""The front door: the `hallcall` command line."""

"""`python -m hallcall` is `hallcall`."""

from hallcall.cli import main

main()

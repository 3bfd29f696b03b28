"""`hallcall`, and `python -m hallcall`: loads the command line, and runs it."""

from hallcall.loading import nothing_collected, structlog_without_rich


def main() -> None:
    """Run the command line."""
    with nothing_collected():
        structlog_without_rich()
        from hallcall.cli import main as run
    run()


if __name__ == "__main__":
    main()

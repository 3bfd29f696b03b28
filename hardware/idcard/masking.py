"""What of a person may be shown in a hall."""

_STARS_MAX = 3  # the length of a long name says who it is, too


def masked_name(name: str) -> str:
    """Return the first character and stars: "张三" is "张*", "欧阳娜娜" is "欧***"."""
    hidden = len(name) - 1
    if hidden < 1:
        return "*" * len(name)
    return name[0] + "*" * min(hidden, _STARS_MAX)


def document_tail(number: str) -> str:
    """Return the last four characters, which people know of their own number."""
    return number[-4:]

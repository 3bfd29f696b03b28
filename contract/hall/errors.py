"""What is wrong with a hall file, in words for the technician who wrote it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HallFileError:
    """One mistake, and where it stands."""

    file: str
    line: int
    where: str
    """The path to the value, as "window 3 . serves"."""
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.problem}"


class HallFileInvalid(Exception):
    """The hall file has mistakes. `errors` holds all of them, in the order of the file."""

    def __init__(self, errors: list[HallFileError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors

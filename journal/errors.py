"""Why a journal cannot be used, in words for whoever runs the coordinator."""


class JournalError(Exception):
    """The family of the journal's errors."""


class JournalUnavailable(JournalError):
    """The database cannot be read or written now: full, locked, away, or no database at all."""


class AlreadyOpen(JournalError):
    """Another coordinator has this journal open. Two must never write for one hall."""


class DatabaseNewer(JournalError):
    """A newer hallcall has written this database; this one does not know its tables."""


class DatabaseOfAnotherHall(JournalError):
    """The database belongs to another hall, or to another program."""


class PositionTaken(JournalError):
    """Somebody else wrote at the position we held to be next: we no longer own this hall."""

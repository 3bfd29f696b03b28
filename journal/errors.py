"""Why a journal cannot be used, in words for whoever runs the coordinator."""


class JournalError(Exception):
    """The family of the journal's errors."""


class JournalUnavailable(JournalError):
    """The database cannot be read or written now: full, locked, away, or no database at all."""


class Unreadable(JournalUnavailable):
    """What was to be copied cannot be read; where it was to be copied to has no part in that."""


class AlreadyOpen(JournalError):
    """Another coordinator has this journal open. Two must never write for one hall."""


class DatabaseNewer(JournalError):
    """A newer hallcall has written this database; this one does not know its tables."""


class DatabaseOlder(JournalError):
    """An older hallcall has written this database, and nobody has brought its tables up yet."""


class DatabaseOfAnotherHall(JournalError):
    """The database belongs to another hall, or to another program."""


class HallUnclear(JournalError):
    """The database holds several halls, and nobody said which is meant."""


class PositionTaken(JournalError):
    """Somebody else wrote at the position we held to be next: we no longer own this hall."""


class KeysInvalid(JournalError):
    """The keys cannot be read, or do not open what was sealed. The text shows no key."""


class NotEmpty(JournalError):
    """There is something already where a copy was to be written."""

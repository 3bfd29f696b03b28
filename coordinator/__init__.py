"""The one writer of a hall: decides every command, keeps the journal, tells everybody."""

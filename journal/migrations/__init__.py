"""The history of the tables. `journal.schema` runs it whenever a journal is opened."""

"""Many hall days in a short time, to measure what citizens are told about their wait."""

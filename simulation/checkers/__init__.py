"""Judges of a simulated hall: what the coordinator promises, checked without its code.

They read what can be seen from outside: rows of the journal, answers, messages, papers, voices and
screens. Each looks at one step at a time, so that a day of a whole centre can be judged.
"""

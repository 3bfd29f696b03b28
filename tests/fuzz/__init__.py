"""Coverage-guided fuzzing of everything that reads bytes from a cable.

`targets.py` lists the decoders; a new one adds itself there in three lines. `test_fuzz.py` fuzzes
each for a moment, `python -m tests.fuzz NAME --seconds 60` for longer, `make soak` all of them.
"""

"""The real hall under attack: its programs are killed, stopped, cut off and starved of disk.

People and devices are simulated; broker, coordinator, database, kiosk, panel and displays are the
programs that run in a hall. In the end the checkers of `simulation.checkers` judge what came out.
"""

"""What may happen in a hall, and what follows from it. Knows no clock, chance, file or socket.

`decide` turns a command into events or refuses it; `evolve` applies an event to the hall. The
hall's state is the fold of its events, so what is here can be replayed, and tested, at any speed.
"""

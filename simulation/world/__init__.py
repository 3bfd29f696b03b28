"""A whole hall in one process on virtual time, from one seed: the real programs' behaviour.

Real are the coordinator's loop with its adapters, the journal's rules, and the cores of kiosks,
panels and displays. Models are what lies between and around: broker, network, disk, clocks,
printers, and people.
"""

"""Who stands in the hall only to listen and to look, and tells the referee."""

from simulation.checkers.referee import Referee
from simulation.world.agenda import Agenda
from simulation.world.faults import Faults, Machines
from simulation.world.glances import Glances
from simulation.world.loudspeakers import Loudspeakers


def attend(agenda: Agenda, machines: Machines, referee: Referee, faults: Faults) -> None:
    """See that calls are heard, and that what may be old says so."""
    speech, accuse = referee.speech, referee.verdict.accuse
    ears = Loudspeakers(
        referee.ledger.file,
        agenda,
        machines.displays,
        ledger=referee.ledger,
        speech=speech,
        accuse=accuse,
        clocks_wrong=lambda: None if faults.clock_jumped else faults.clocks_wrong,
    )
    speech.called, speech.taken_back = ears.called, ears.taken_back
    eyes = Glances(agenda, machines.displays, machines.panels, accuse, lambda: faults.clocks_wrong)
    eyes.begin()

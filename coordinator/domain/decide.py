"""The one door for commands: what each makes happen, or why it is refused."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contract.ids import EpochMs
from coordinator.domain import (
    by_number,
    calling,
    cases,
    commands,
    handing_in,
    issuing,
    panic,
    phone,
    rating,
    rings,
    services,
    serving,
    shifts,
    unmasking,
)
from coordinator.domain.admission import closing, numbers
from coordinator.domain.alarms import acknowledge
from coordinator.domain.appointments import arriving, booking
from coordinator.domain.events import AnyEvent
from coordinator.domain.hall import Hall
from coordinator.domain.visits import changing, finishing, quick, transferring

_DECIDE: Final[Mapping[type[commands.Command], Callable[[Hall, Any, EpochMs], tuple[Any, ...]]]] = {
    commands.IssueTicket: issuing.issue_ticket,
    commands.HandInTicket: handing_in.hand_in,
    commands.ReportPaper: issuing.report_paper,
    commands.CancelTicket: issuing.cancel_ticket,
    commands.CancelNumber: numbers.cancel_number,
    commands.ReprintTicket: numbers.reprint,
    commands.FindTicket: numbers.find,
    commands.GivePriority: numbers.give_priority,
    commands.CloseGroup: closing.close_group,
    commands.OpenGroup: closing.open_group,
    commands.SignIn: shifts.sign_in,
    commands.SignOut: shifts.sign_out,
    commands.OpenWindow: shifts.open_window,
    commands.PauseWindow: shifts.pause_window,
    commands.SetWindowServices: services.set_services,
    commands.CallNext: calling.call_next,
    commands.CallTicket: by_number.call_ticket,
    commands.RecallNoShow: by_number.recall_no_show,
    commands.RaisePanic: panic.raise_panic,
    commands.AcknowledgePanic: panic.acknowledge_panic,
    commands.Ring: rings.ring,
    commands.AnswerRing: rings.answer,
    commands.Recall: calling.recall,
    commands.ResumeTicket: calling.resume,
    commands.StartService: serving.start,
    commands.FinishService: finishing.finish,
    commands.UndoFinish: finishing.undo_finish,
    commands.MarkNoShow: serving.mark_no_show,
    commands.TransferTicket: transferring.transfer,
    commands.HoldTicket: serving.hold,
    commands.AddService: changing.add,
    commands.DropService: changing.drop,
    commands.QuickService: quick.begin,
    commands.RateService: rating.rate,
    commands.UnmaskVisitor: unmasking.unmask,
    commands.CancelByToken: phone.cancel,
    commands.RateByToken: phone.rate,
    commands.AnswerCase: cases.answer,
    commands.CorrectCase: cases.correct,
    commands.AcknowledgeAlarm: acknowledge.acknowledge,
    commands.BookAppointment: booking.book,
    commands.MoveAppointment: booking.move,
    commands.CancelAppointment: booking.cancel,
    commands.CheckIn: arriving.check_in,
}


def decide(hall: Hall, command: commands.AnyCommand, *, now_ms: EpochMs) -> tuple[AnyEvent, ...]:
    """Return what `command` makes happen, or raise `Refused`. Changes nothing.

    No event means that all is as the command wants it already.
    """
    return _DECIDE[type(command)](hall, command, now_ms)

"""What stands beside the clerk's pages where there is room for it. Pure."""

from caller.core.moment import Moment
from caller.core.pages.supervision.alarms import in_words
from caller.core.screens import Line, Side, Upcoming


def side(moment: Moment) -> Side:
    """Return the queue, and what else a clerk looks at without a press."""
    shown = upcoming(moment)
    return Side(
        waiting=waiting(moment),
        finished=finished(moment),
        lines=lines(moment),
        next=moment.wording.say("next.title") if shown else "",
        upcoming=shown,
        alarms=_alarms(moment),
    )


def waiting(moment: Moment) -> str:
    """Return how many wait, and how many of them for this window or its clerk alone."""
    panel, say = moment.desk.panel, moment.wording.say
    if panel is None:
        return say("waiting", n=0)
    everybody = sum(line.waiting for line in panel.lines) + panel.kept_waiting
    kept = say("waiting.kept", n=panel.kept_waiting) if panel.kept_waiting else ""
    return " · ".join(part for part in (say("waiting", n=everybody), kept) if part)


def finished(moment: Moment) -> str:
    """Return how many services were finished here today."""
    panel = moment.desk.panel
    return moment.wording.say("finished_today", n=panel.finished_today if panel else 0)


def lines(moment: Moment) -> tuple[Line, ...]:
    """Return the lines of this window."""
    panel = moment.desk.panel
    return tuple(
        Line(
            group_id=line.group_id,
            name=moment.wording.group(line.group_id),
            waiting=line.waiting,
            oldest=""
            if line.oldest_issued_at_ms is None
            else moment.wording.minutes(line.oldest_issued_at_ms, moment.now_ms),
        )
        for line in (panel.lines if panel else ())
    )


def upcoming(moment: Moment) -> tuple[Upcoming, ...]:
    """Return whom this window would call next, and why each has that place."""
    wording = moment.wording
    return tuple(
        Upcoming(
            number=ticket.number,
            service=wording.service(ticket.group_id, ticket.item_id),
            waited=wording.minutes(ticket.issued_at_ms, moment.now_ms),
            why=wording.place(ticket),
        )
        for ticket in moment.desk.knowledge.upcoming()
    )


def first_of(shown: tuple[Upcoming, ...], moment: Moment) -> str:
    """Return who is next in one line: "Next: A013 · 9 min · has waited longest"."""
    if not shown:
        return ""
    parts = (shown[0].number, shown[0].waited, shown[0].why)
    return moment.wording.say("next.first", ticket=" · ".join(parts))


def _alarms(moment: Moment) -> tuple[str, ...]:
    """Return the alarms nobody has acknowledged, in words, for a supervisor alone."""
    alarms = moment.desk.knowledge.alarms if moment.supervises else ()
    return tuple(in_words(a, moment.wording) for a in alarms if a.acknowledged_by is None)

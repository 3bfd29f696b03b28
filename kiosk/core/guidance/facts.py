"""What stands on each screen, beside its title and what can be chosen."""

from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.core import screens
from kiosk.core.guidance.words import Part, Say, closed, keyed

SIDES: Final = ("left", "right", "below")


def _home(screen: screens.Home, say: Say) -> Iterator[str]:
    yield say("guide.how")
    if screen.alone:
        yield say("home.alone")
    if screen.no_paper:
        yield say("home.no_paper")


def _chosen(screen: screens.Groups, say: Say) -> Iterator[str]:
    if screen.chosen:
        yield say("groups.chosen", services=say("list.and").join(screen.chosen))


def _expected(screen: screens.Papers | screens.TakeTicket, say: Say) -> Iterator[str]:
    if screen.ahead is not None:
        yield f"{say('papers.ahead.label')} {say('papers.ahead', count=screen.ahead)}"
    if screen.wait_minutes:
        wait = say("papers.wait", minutes=screen.wait_minutes)
        yield f"{say('papers.wait.label')} {wait}"
    if screen.windows:
        yield f"{say('papers.windows.label')} {say('papers.windows', windows=screen.windows)}"


def _papers(screen: screens.Papers, say: Say) -> Iterator[str]:
    yield screen.service
    if screen.closed_reason:
        yield closed(screen, say)
    yield say("papers.list") if screen.papers else say("papers.none")
    yield from screen.papers
    yield from _expected(screen, say)


def _bundle(screen: screens.Bundle, say: Say) -> Iterator[str]:
    yield screen.note
    yield say("bundle.papers") if screen.papers else say("papers.none")
    yield from screen.papers


def _identify(screen: screens.Identify, say: Say) -> Iterator[str]:
    yield screen.service
    if screen.reader_side in SIDES:
        yield say(f"identify.where.{screen.reader_side}")
    yield say("identify.sealed" if screen.sealed else "identify.privacy")


def _ticket(screen: screens.TakeTicket, say: Say) -> Iterator[str]:
    yield screen.number
    yield screen.service
    if screen.more:
        yield say("take_ticket.more", services=say("list.and").join(screen.more))
    if screen.appointed:
        yield say("take_ticket.appointed", time=screen.appointed)
    if screen.note:
        yield say(screen.note)
    if screen.alone:
        yield say("take_ticket.alone")
    yield from _expected(screen, say)


def _paper_list(screen: screens.PaperList, say: Say) -> Iterator[str]:
    yield say(screen.paper)
    yield from screen.services
    yield from screen.papers
    if screen.days:
        yield say("paper_list.when")
        yield from screen.days
    yield say("paper_list.no_number")


def _sorry(screen: screens.Sorry, say: Say) -> Iterator[str]:
    yield say(screen.reason, **screen.facts)
    if screen.number:
        yield f"{say('sorry.number')} {screen.number}"


def _hours(screen: screens.Closed, say: Say) -> Iterator[str]:
    yield screen.note
    yield (
        f"{say('closed.today')} {' '.join(screen.hours)}" if screen.hours else say("closed.all_day")
    )
    if screen.back:
        yield say("closed.opens", time=screen.back)


def _help(screen: screens.Help, say: Say) -> Iterator[str]:
    if screen.stage == "unheard" and screen.where:
        yield say("help.text.unheard.at", place=screen.where)
    else:
        yield say(f"help.text.{screen.stage}")


FACTS: Final[Mapping[type, Part]] = {
    screens.Home: _home,
    screens.Groups: _chosen,
    screens.Items: lambda screen, _say: iter((screen.group,)),
    screens.Papers: _papers,
    screens.Bundle: _bundle,
    screens.Identify: _identify,
    screens.ConfirmDocument: keyed("confirm_document.why"),
    screens.MyTicket: keyed("my_ticket.hint"),
    screens.CheckIn: keyed("check_in.hint"),
    screens.Phone: keyed("phone.hint"),
    screens.ShowNumber: lambda screen, say: iter((say(screen.reason),)),
    screens.TakeTicket: _ticket,
    screens.Cancelled: keyed("cancelled.reason"),
    screens.PaperList: _paper_list,
    screens.Sorry: _sorry,
    screens.Help: _help,
    screens.OutOfOrder: keyed("out_of_order.advice"),
    screens.NoConnection: keyed("no_connection.reason", "no_connection.advice"),
    screens.Closed: _hours,
}

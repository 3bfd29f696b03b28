"""From the open page to its screen. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from caller.core.actions import Action
from caller.core.citizen import LEVELS
from caller.core.keys import MORE
from caller.core.moment import Moment, frame
from caller.core.notices import number_in
from caller.core.pages import (
    HOTKEYS,
    CallGroupPage,
    HoldPage,
    MenuPage,
    NumberPage,
    Page,
    PanelPage,
    PausePage,
    PinPage,
    RatingPage,
    RatingReasonPage,
    SignInPage,
    SignOutPage,
    TakeOverPage,
    TransferPage,
    matching,
)
from caller.core.panel_screen import panel_screen
from caller.core.screens import (
    ClerkChoice,
    Confirm,
    Entry,
    GroupChoice,
    HoldReason,
    Option,
    Options,
    Panel,
    PauseReason,
    Rating,
    RatingLevel,
    RatingReason,
    RatingReasons,
    Reason,
    Screen,
    SignIn,
    Transfer,
)
from contract.hall import HallFile
from contract.ids import GroupId, TicketId
from contract.messages.state import PanelState


def compose(page: Page, moment: Moment) -> Screen:
    """Return the screen of `page` at this moment."""
    return _SCREENS[type(page)](page, moment)


def transfer_groups(hall: HallFile, panel: PanelState | None) -> list[GroupId]:
    """Return where the ticket at the window may go: every group but its own."""
    own = panel.ticket.group_id if panel and panel.ticket else None
    return [group.id for group in hall.group if group.id != own]


def _sign_in(page: SignInPage, moment: Moment) -> SignIn:
    clerks = matching(moment.hall.clerk, page.search)
    nobody = "" if clerks else "sign_in.no_match" if moment.hall.clerk else "sign_in.no_clerks"
    return SignIn(
        frame=frame(moment),
        search=page.search,
        clerks=tuple(
            ClerkChoice(
                clerk_id=clerk.id,
                name=clerk.name.in_language(moment.wording.language),
                marked=place == page.marked,
            )
            for place, clerk in enumerate(clerks)
        ),
        nobody=moment.wording.say(nobody) if nobody else "",
    )


def _over_ticket(key: str, ticket_id: TicketId | None, moment: Moment) -> str:
    """Return a question; if a ticket is open, one that says what becomes of it."""
    if ticket_id is None:
        return moment.wording.say(key)
    return moment.wording.say(f"{key}.held", number=number_in(ticket_id))


def _hold(page: HoldPage, moment: Moment) -> HoldReason:
    return HoldReason(
        frame=frame(moment),
        title=moment.wording.say("hold.title", number=number_in(page.ticket_id)),
        reasons=_reasons("hold.reason", moment),
    )


def _pause(page: PausePage, moment: Moment) -> PauseReason:
    return PauseReason(
        frame=frame(moment),
        title=_over_ticket("pause.title", page.ticket_id, moment),
        reasons=_reasons("pause.reason", moment),
    )


def _sign_out(page: SignOutPage, moment: Moment) -> Confirm:
    question = _over_ticket("sign_out.question", page.ticket_id, moment)
    return Confirm(frame=frame(moment), question=question)


def _take_over(page: TakeOverPage, moment: Moment) -> Confirm:
    why = moment.wording.notice(page.why)
    return Confirm(frame=frame(moment), question=moment.wording.say("take_over.question", why=why))


def _number(page: NumberPage, moment: Moment) -> Entry:
    title = moment.wording.say(f"{page.purpose.value}.title")
    return Entry(frame=frame(moment), title=title, secret=False)


def _pin(page: PinPage, moment: Moment) -> Entry:
    title = moment.wording.say("pin.title", clerk=moment.wording.clerk(page.clerk_id))
    return Entry(frame=frame(moment), title=title, secret=True)


def _menu(_page: MenuPage, moment: Moment) -> Options:
    may, say = moment.desk.may, moment.wording.say
    needs = {
        "call_group": Action.CALL_GROUP,
        "call_number": Action.CALL_NUMBER,
        "no_show_back": Action.NO_SHOW_BACK,
        "undo": Action.UNDO,
        "change_clerk": Action.SIGN_IN,
    }
    return Options(
        frame=frame(moment),
        title=say("menu"),
        action="menu.do",
        options=tuple(
            Option(
                id=action,
                key=key,
                text=say(f"menu.{action}"),
                possible=action not in needs or may(needs[action]),
            )
            for key, action in MORE.items()
        ),
    )


def _call_group(_page: CallGroupPage, moment: Moment) -> Options:
    lines = moment.desk.panel.lines if moment.desk.panel else ()
    return Options(
        frame=frame(moment),
        title=moment.wording.say("call_group.title"),
        action="call_group.of",
        options=tuple(
            Option(
                id=line.group_id,
                key=HOTKEYS[place] if place < len(HOTKEYS) else "",
                text=moment.wording.group(line.group_id),
                note=moment.wording.say("waiting", n=line.waiting),
            )
            for place, line in enumerate(lines)
        ),
    )


def _transfer(page: TransferPage, moment: Moment) -> Transfer:
    groups = transfer_groups(moment.hall, moment.desk.panel)
    return Transfer(
        frame=frame(moment),
        title=moment.wording.say("transfer.title", number=number_in(page.ticket_id)),
        groups=tuple(
            GroupChoice(
                group_id=group_id,
                name=moment.wording.group(group_id),
                key=HOTKEYS[place] if place < len(HOTKEYS) else "",
                waiting=_line_of(group_id, moment),
                marked=group_id == page.marked,
            )
            for place, group_id in enumerate(groups)
        ),
    )


def _panel(page: PanelPage, moment: Moment) -> Panel:
    return panel_screen(moment, page.why_of)


def _rating(_page: RatingPage, moment: Moment) -> Rating:
    say = moment.wording.say
    return Rating(
        frame=frame(moment),
        title=say("rating.question"),
        levels=tuple(RatingLevel(level=n, text=say(f"rating.level.{n}")) for n in LEVELS),
    )


def _rating_reasons(page: RatingReasonPage, moment: Moment) -> RatingReasons:
    say, language = moment.wording.say, moment.wording.language
    return RatingReasons(
        frame=frame(moment),
        title=say("rating.why", level=say(f"rating.level.{page.level}")),
        reasons=tuple(
            RatingReason(reason_id=reason.id, text=reason.name.in_language(language))
            for reason in moment.hall.ratings.reason
        ),
        skip=say("rating.no_reason"),
    )


def _line_of(group_id: GroupId, moment: Moment) -> str:
    queue = moment.desk.knowledge.queues.get(group_id)
    if queue is None:
        return ""
    if queue.open_windows == 0:
        return moment.wording.say("transfer.no_window", n=queue.waiting)
    return moment.wording.say("waiting", n=queue.waiting)


def _reasons(subject: str, moment: Moment) -> tuple[Reason, ...]:
    return tuple(
        Reason(text=text, key=str(place))
        for place, text in enumerate(moment.wording.reasons(subject), start=1)
    )


_SCREENS: Final[Mapping[type[Page], Callable[[Any, Moment], Screen]]] = {
    PanelPage: _panel,
    SignInPage: _sign_in,
    TransferPage: _transfer,
    HoldPage: _hold,
    PausePage: _pause,
    SignOutPage: _sign_out,
    RatingPage: _rating,
    RatingReasonPage: _rating_reasons,
    TakeOverPage: _take_over,
    MenuPage: _menu,
    CallGroupPage: _call_group,
    NumberPage: _number,
    PinPage: _pin,
}

"""How a ticket looks on paper."""

from collections.abc import Iterator

from hardware.escpos.document import Feed, Line, Qr, Rule, Text
from kiosk.core.slip import Slip
from qtkit.texts import Texts


def ticket_lines(slip: Slip, texts: Texts) -> list[Line]:
    """Return the lines of one ticket, Chinese first, English below."""
    return [
        Text(slip.hall.zh, scale=2, bold=True, align="center"),
        Text(slip.hall.en, align="center"),
        Rule(),
        Text(slip.number, scale=8, bold=True, align="center"),
        Text(slip.service.zh, scale=2, bold=True, align="center"),
        Text(slip.service.en, align="center"),
        *_more(slip, texts),
        Rule(),
        *_alone(slip, texts),
        *_facts(slip, texts),
        Rule(),
        Qr(slip.code),
        *_footer(slip),
        Text(f"{slip.issued:%Y-%m-%d %H:%M:%S}", align="center"),
        Feed(2),
    ]


def _facts(slip: Slip, texts: Texts) -> Iterator[Line]:
    said: list[tuple[str, dict[str, object]]] = []
    if slip.appointed is not None:
        said.append(("slip.appointed", {"time": f"{slip.appointed:%H:%M}"}))
    if slip.ahead is not None:
        said.append(("slip.ahead", {"count": slip.ahead}))
    if slip.wait_minutes is not None:
        key = "slip.wait" if slip.wait_minutes else "slip.wait.none"
        said.append((key, {"minutes": slip.wait_minutes}))
    if slip.windows:
        said.append(("slip.windows", {"windows": slip.windows}))
    for key, facts in said:
        yield Text(texts.say("zh", key, **facts))
        # The printer's own type is ASCII; any other sign would make the line a picture.
        yield Text(texts.say("en", key, **facts).replace("–", "-"))


def _alone(slip: Slip, texts: Texts) -> Iterator[Line]:
    """The mark of a number that the hall does not know yet, with a word that it counts."""
    if slip.alone:
        yield Text(texts.say("zh", "slip.alone"), align="center")
        yield Text(texts.say("en", "slip.alone"), align="center")


def _more(slip: Slip, texts: Texts) -> Iterator[Line]:
    """What follows in the same visit, so that nobody leaves after the first service."""
    for place, service in enumerate(slip.more, start=2):
        yield Text(texts.say("zh", "slip.more", place=place, service=service.zh), align="center")
        yield Text(texts.say("en", "slip.more", place=place, service=service.en), align="center")


def _footer(slip: Slip) -> Iterator[Line]:
    if slip.footer is not None:
        yield Text(slip.footer.zh, align="center")
        yield Text(slip.footer.en, align="center")

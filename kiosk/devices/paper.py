"""How a ticket looks on paper: the hall's template, filled with what is on the slip."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

from PIL import Image

from contract.hall.tickets import DEFAULT_TICKET, Show, Ticket, TicketLine
from contract.text import Text as Words
from hardware.escpos.document import Feed, Line, Picture, Qr, Rule, Text
from kiosk.core.slip import Slip
from qtkit.texts import Texts

Say: TypeAlias = Callable[..., str]
"""In which language, and the rest as `Texts.say`."""
Logos: TypeAlias = Mapping[tuple[str, int], Image.Image]
"""By file and width, as the template names them; what is not there is left out."""

CODE_DOTS: Final = 6
PLAIN_DASH: Final = {ord("–"): "-"}
"""The printer's own type is ASCII; any other sign would make the line a picture."""


def ticket_lines(
    slip: Slip, texts: Texts, template: Ticket = DEFAULT_TICKET, logos: Logos | None = None
) -> list[Line]:
    """Return the lines of one ticket."""
    return [
        drawn
        for line in template.line
        for drawn in _drawn(line, slip, texts.say, template.languages, logos or {})
    ]


def list_lines(slip: Slip, texts: Texts, languages: Sequence[str]) -> list[Line]:
    """Return the lines of a list of papers to bring. It has no number, and says so."""
    lines: list[Line] = []
    for language in languages:
        said = partial(texts.say, language)
        lines += [
            Text(slip.hall.in_language(language), align="center"),
            Text(said("paper_list.head"), scale=2, bold=True, align="center"),
            *(Text(each.in_language(language), bold=True) for each in (slip.service, *slip.more)),
            *(Text(f"[ ] {each.in_language(language)}") for each in slip.papers),
            Rule(),
            *([Text(said("paper_list.when"))] if slip.days else []),
            *(Text(f"  {each}") for each in slip.days),
            *(
                Text(each)
                for each in _windows(TicketLine(show="windows"), slip, language, texts.say)
            ),
            Text(said("paper_list.no_number"), bold=True),
            Rule(),
        ]
    return [*lines, Text(f"{slip.issued:%Y-%m-%d %H:%M}", align="center"), Feed(2)]


def _drawn(
    line: TicketLine, slip: Slip, say: Say, languages: Sequence[str], logos: Logos
) -> Iterator[Line]:
    match line.show:
        case "rule":
            yield Rule()
        case "feed":
            yield Feed(line.lines)
        case "code":
            yield Qr(slip.code, line.size or CODE_DOTS)
        case "logo":
            logo = logos.get((line.file or "", line.width_mm))
            if logo is not None:
                yield Picture(logo, align=line.align)
        case "number":
            yield _text(slip.number, line)
        case "issued":
            yield _text(f"{slip.issued:%Y-%m-%d %H:%M:%S}", line)
        case _:
            yield from _in_languages(line, slip, say, languages)


def _in_languages(
    line: TicketLine, slip: Slip, say: Say, languages: Sequence[str]
) -> Iterator[Line]:
    """Say each thing in every language, before the next; the second language is for the few."""
    said = {language: list(_SAYERS[line.show](line, slip, language, say)) for language in languages}
    for versions in zip(*said.values(), strict=True):
        for place, words in enumerate(versions):
            yield _text(words, line) if place == 0 else Text(words, align=line.align)


def _text(words: str, line: TicketLine) -> Text:
    return Text(words, scale=line.size or 1, bold=line.bold, align=line.align)


def _name(of: Callable[[TicketLine, Slip], Words | None]) -> "Sayer":
    def said(line: TicketLine, slip: Slip, language: str, _: Say) -> Iterator[str]:
        words = of(line, slip)
        if words is not None:
            yield words.in_language(language)

    return said


def _more(_: TicketLine, slip: Slip, language: str, say: Say) -> Iterator[str]:
    """What follows in the same visit, so that nobody leaves after the first service."""
    for place, service in enumerate(slip.more, start=2):
        yield say(language, "slip.more", place=place, service=service.in_language(language))


def _papers(_: TicketLine, slip: Slip, language: str, say: Say) -> Iterator[str]:
    if slip.papers:
        yield say(language, "slip.papers")
    for paper in slip.papers:
        yield f"- {paper.in_language(language)}"


def _offline(_: TicketLine, slip: Slip, language: str, say: Say) -> Iterator[str]:
    """The mark of a number that the hall does not know yet, with a word that it counts."""
    if slip.alone:
        yield say(language, "slip.alone")


def _appointment(_: TicketLine, slip: Slip, language: str, say: Say) -> Iterator[str]:
    if slip.appointed is not None:
        yield say(language, "slip.appointed", time=f"{slip.appointed:%H:%M}")


def _ahead(_: TicketLine, slip: Slip, language: str, say: Say) -> Iterator[str]:
    if slip.ahead is not None:
        yield say(language, "slip.ahead", count=slip.ahead)


def _wait(_: TicketLine, slip: Slip, language: str, say: Say) -> Iterator[str]:
    if slip.wait_minutes is not None:
        key = "slip.wait" if slip.wait_minutes else "slip.wait.none"
        yield _plain(language, say(language, key, minutes=slip.wait_minutes))


def _windows(_: TicketLine, slip: Slip, language: str, say: Say) -> Iterator[str]:
    if slip.windows:
        yield _plain(language, say(language, "slip.windows", windows=slip.windows))


def _plain(language: str, words: str) -> str:
    return words.translate(PLAIN_DASH) if language == "en" else words


Sayer: TypeAlias = Callable[[TicketLine, Slip, str, Say], Iterator[str]]

_SAYERS: Final[Mapping[Show, Sayer]] = {
    "hall": _name(lambda _, slip: slip.hall),
    "group": _name(lambda _, slip: slip.group),
    "service": _name(lambda _, slip: slip.service),
    "footer": _name(lambda _, slip: slip.footer),
    "text": _name(lambda line, _: line.text),
    "more": _more,
    "papers": _papers,
    "offline": _offline,
    "appointment": _appointment,
    "ahead": _ahead,
    "wait": _wait,
    "windows": _windows,
}

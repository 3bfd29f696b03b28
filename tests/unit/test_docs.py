"""What the pages say exists: links, commands with their options, make targets, fault codes."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from hallcall.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}

FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
FAULT = re.compile(r'(?<!exception\()(?<!warning\()(?<!info\()(?<!error\()"([a-z_]+\.[a-z_]+)"')
MAKES_FAULTS = re.compile(r"(?<!class )\bFault\(")
PLACES_IN_A_COMMAND = ("&", "|", ">", "<")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links() -> Iterator[tuple[Path, str]]:
    for page, text in TEXTS.items():
        for target in LINK.findall(FENCE.sub("", text)):
            if not target.startswith("https://"):
                yield page, target


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub and others make them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every `hallcall …` of the console blocks: the page, and the words after "hallcall"."""
    for page, text in TEXTS.items():
        for kind, block in FENCE.findall(text):
            if kind != "console":
                continue
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True)
                if words[:1] == ["hallcall"]:
                    yield named(page), list(until_shell(words[1:]))


def until_shell(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in PLACES_IN_A_COMMAND:
            return
        yield word


@pytest.mark.parametrize(
    ("page", "target"), list(links()), ids=lambda value: str(value).split("/")[-1]
)
def test_every_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, anchor = target.partition("#")
    goal = (page.parent / path).resolve() if path else page

    assert goal.exists()
    if anchor:
        assert anchor in anchors(TEXTS[goal])


@pytest.mark.parametrize(
    ("page", "words"),
    list(commands()),
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_every_command_shown_is_understood(page: str, words: list[str]) -> None:
    del page  # is there to be read when this fails
    group = typer.main.get_command(app)
    name, *options = words

    group.commands[name].make_context(name, options)  # type: ignore[attr-defined]


def test_the_readme_shows_every_command() -> None:
    shown = {words[0] for page, words in commands() if page == "README.md"}

    assert shown == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_make_target_named_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    code = "\n".join([block for _, block in FENCE.findall(TEXTS[page])])
    code += "\n".join(re.findall(r"`([^`\n]+)`", TEXTS[page]))

    assert set(TARGET.findall(code)) <= targets


def fault_codes(devices: set[str]) -> set[str]:
    """Return the codes in every file that makes faults; a code begins with one of `devices`."""
    rooms = [folder for folder in ROOT.iterdir() if (folder / "py.typed").exists()]
    found: set[str] = set()
    for file in [file for room in rooms for file in room.rglob("*.py")]:
        text = file.read_text(encoding="utf-8")
        if MAKES_FAULTS.search(text):
            found |= set(FAULT.findall(text))
    return {code for code in found if code.partition(".")[0] in devices}


def test_the_technician_finds_every_fault_code() -> None:
    page = TEXTS[ROOT / "docs" / "trouble.md"]
    listed = set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", page, re.MULTILINE))
    made = fault_codes({code.partition(".")[0] for code in listed})

    assert listed <= made
    assert [code for code in made if f"`{code}`" not in page] == []
    assert "printer.paper_out" in listed

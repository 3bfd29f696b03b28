"""The panel's sentences: durations, names in the clerk's language, why something was refused."""

from caller.core.notices import Notice
from caller.core.ports import Words
from contract.hall import HallFile
from contract.ids import ClerkId, EpochMs, GroupId, ItemId, PriorityId, WindowId
from contract.messages.state import PanelTicket


class Wording:
    """Says things in one language."""

    def __init__(self, words: Words, hall: HallFile, language: str) -> None:
        self.language = language
        self._words = words
        self._hall = hall

    def say(self, key: str, **facts: object) -> str:
        return self._words.say(self.language, key, **facts)

    def minutes(self, since_ms: EpochMs, until_ms: EpochMs) -> str:
        """Return "12 min"; clocks that disagree a little never make it negative."""
        return self.say("minutes", n=max(0, until_ms - since_ms) // 60_000)

    def group(self, group_id: GroupId) -> str:
        """Return the group's name; its id, should the hall file here be older."""
        group = self._hall.groups.get(group_id)
        return group.name.in_language(self.language) if group else group_id

    def item(self, item_id: ItemId | None) -> str:
        item = self._hall.items.get(item_id) if item_id else None
        return item.name.in_language(self.language) if item else item_id or ""

    def clerk(self, clerk_id: ClerkId) -> str:
        clerk = self._hall.clerks.get(clerk_id)
        return clerk.name.in_language(self.language) if clerk else clerk_id

    def window(self, window_id: WindowId) -> str:
        """Return the number over the window."""
        window = self._hall.windows.get(window_id)
        return str(window.number) if window else window_id

    def priority(self, priority_id: PriorityId | None) -> str:
        priority = self._hall.priorities.get(priority_id) if priority_id else None
        return priority.name.in_language(self.language) if priority else priority_id or ""

    def why(self, ticket: PanelTicket) -> str:
        """Return by which rule, and with which figures, a ticket was called."""
        key = f"why.{ticket.why}"
        if key not in self._words.table(self.language):
            return ticket.why or ""
        figures = {
            name.removesuffix("_ms"): figure // 60_000 if name.endswith("_ms") else figure
            for name, figure in ticket.why_facts.items()
        }
        return self.say(key, priority=self.priority(ticket.priority_id), **figures)

    def notice(self, notice: Notice | None) -> str:
        """Return the sentence of `notice`; without one of ours, what the coordinator said."""
        if notice is None:
            return ""
        if notice.key not in self._words.table(self.language):
            return self.say("refused.other", message=notice.english)
        return self.say(notice.key, **{k: self._fact(k, v) for k, v in notice.facts.items()})

    def _fact(self, name: str, value: str) -> str:
        """Return what the clerk calls the `value`, which on the wire may be an id."""
        match name:
            case "group":
                return self.group(GroupId(value))
            case "clerk":
                return self.clerk(ClerkId(value))
            case "window":
                return self.window(WindowId(value))
            case "state":
                return self.say(f"ticket.{value}")
            case _:
                return value

    def bilingual(self, key: str) -> str:
        """Return the text in Chinese and English: it goes on the wire, to be shown as it is."""
        return bilingual(self._words, key)

    def reasons(self, subject: str) -> list[str]:
        """Return the reasons "`subject`.1", "`subject`.2", … of the texts."""
        return reasons(self._words, subject, self.language)


def reasons(words: Words, subject: str, language: str) -> list[str]:
    """Return the reasons of `subject` in `language`, in their order."""
    table = words.table(language)
    found: list[str] = []
    while f"{subject}.{len(found) + 1}" in table:
        found.append(table[f"{subject}.{len(found) + 1}"])
    return found


def bilingual(words: Words, key: str) -> str:
    """Return the text in Chinese and English: it goes on the wire, to be shown as it is."""
    return " ".join(words.table(language)[key] for language in ("zh", "en"))

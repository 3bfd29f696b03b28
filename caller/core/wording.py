"""The panel's sentences: durations, names in the clerk's language, why something was refused."""

from caller.core.notices import Notice
from caller.core.ports import Words
from contract.hall import HallFile
from contract.ids import (
    ClerkId,
    DeviceId,
    EpochMs,
    GroupId,
    ItemId,
    PriorityId,
    RatingReasonId,
    WindowId,
)
from contract.messages.state import NextTicket, PanelTicket
from contract.text import Text


class Wording:
    """Says things in one language."""

    def __init__(self, words: Words, hall: HallFile, language: str) -> None:
        self.language = language
        self._words = words
        self._hall = hall

    def say(self, key: str, **facts: object) -> str:
        return self._words.say(self.language, key, **facts)

    def has(self, key: str) -> bool:
        return self._words.has(key)

    def minutes(self, since_ms: EpochMs, until_ms: EpochMs) -> str:
        """Return "12 min"; clocks that disagree a little never make it negative."""
        return self.say("minutes", n=max(0, until_ms - since_ms) // 60_000)

    def lasting(self, span_ms: int) -> str:
        """Return "12 min", "5 h" or "3 days", whole and not too exact."""
        minutes = max(0, span_ms) // 60_000
        if minutes < 2 * 60:
            return self.say("minutes", n=minutes)
        hours = minutes // 60
        return self.say("hours", n=hours) if hours < 2 * 24 else self.say("days", n=hours // 24)

    def group(self, group_id: GroupId) -> str:
        """Return the group's name; its id, should the hall file here be older."""
        group = self._hall.groups.get(group_id)
        return group.name.in_language(self.language) if group else group_id

    def item(self, item_id: ItemId | None) -> str:
        item = self._hall.items.get(item_id) if item_id else None
        return item.name.in_language(self.language) if item else item_id or ""

    def service(self, group_id: GroupId, item_id: ItemId | None) -> str:
        """Return what a service is called: its item, or the group where there is none."""
        return self.item(item_id) or self.group(group_id)

    def clerk(self, clerk_id: ClerkId) -> str:
        clerk = self._hall.clerks.get(clerk_id)
        return clerk.name.in_language(self.language) if clerk else clerk_id

    def window(self, window_id: WindowId) -> str:
        """Return the number over the window."""
        window = self._hall.windows.get(window_id)
        return str(window.number) if window else window_id

    def counter(self, window_id: WindowId) -> str:
        """Return what stands over a window, or on a desk: "Window 3"."""
        window = self._hall.windows.get(window_id)
        key = "desk" if window and window.kind == "desk" else "window"
        return self.say(key, n=self.window(window_id))

    def device(self, device_id: str) -> str:
        """Return what a device is and where: "Panel of window 3"."""
        caller = self._hall.callers.get(DeviceId(device_id))
        if caller is not None:
            return self.say("device.panel", window=self.counter(caller.window))
        for kind, names in (("kiosk", self._hall.kiosks), ("display", self._hall.displays)):
            if device_id in names:
                return self.say(f"device.{kind}", id=device_id)
        return device_id

    def kiosk(self, kiosk_id: DeviceId) -> str:
        """Return a kiosk and the part of the hall where it stands: "k1 (East)"."""
        kiosk = self._hall.kiosks.get(kiosk_id)
        zones = {zone.id: zone.name for zone in self._hall.zone}
        if kiosk is None:
            return kiosk_id
        zone = zones[kiosk.zone].in_language(self.language)
        return self.say("ring.place", id=kiosk_id, zone=zone)

    def rating_reason(self, reason_id: RatingReasonId | None) -> str:
        names = {reason.id: reason.name for reason in self._hall.ratings.reason}
        name = names.get(reason_id) if reason_id else None
        return name.in_language(self.language) if name else reason_id or ""

    def priority(self, priority_id: PriorityId | None) -> str:
        priority = self._hall.priorities.get(priority_id) if priority_id else None
        return priority.name.in_language(self.language) if priority else priority_id or ""

    def why(self, ticket: PanelTicket) -> str:
        """Return by which rule, and with which figures, a ticket was called."""
        key = f"why.{ticket.why}"
        if not self.has(key):
            return ticket.why or ""
        figures = {
            name.removesuffix("_ms"): figure // 60_000 if name.endswith("_ms") else figure
            for name, figure in ticket.why_facts.items()
        }
        why = self.say(key, priority=self.priority(ticket.priority_id), **figures)
        return f"{why} · {self.say('why.kept')}" if ticket.why_facts.get("kept") else why

    def place(self, ticket: NextTicket) -> str:
        """Return by which rule a ticket would be called, in few words."""
        key = "next.kept" if ticket.kept else f"next.{ticket.why}"
        return self.say(key, priority=self.priority(ticket.priority_id)) if self.has(key) else ""

    def notice(self, notice: Notice | None) -> str:
        """Return the sentence of `notice`; without one of ours, what the coordinator said."""
        if notice is None:
            return ""
        if not self.has(notice.key):
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

    def text(self, key: str) -> Text:
        """Return the text in both languages, each by itself."""
        zh, en = (self._words.table(language)[key] for language in ("zh", "en"))
        return Text.model_construct(zh=zh, en=en)

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

"""The mark in a list, which the arrow keys move. Pure."""

from dataclasses import replace

from caller.core.compose import transfer_groups
from caller.core.pages import Page, SignInPage, TransferPage, matching
from contract.hall import HallFile
from contract.messages.state import PanelState


def moved(page: Page, step: int, hall: HallFile, panel: PanelState | None) -> Page:
    """Return the page with its mark moved, never out of its list."""
    match page:
        case SignInPage(search=search, marked=marked):
            last = len(matching(hall.clerk, search)) - 1
            return replace(page, marked=max(0, min(last, marked + step)))
        case TransferPage(marked=group_id):
            groups = transfer_groups(hall, panel)
            place = groups.index(group_id) + step if group_id in groups else 0
            return replace(page, marked=groups[max(0, min(len(groups) - 1, place))])
        case _:
            return page

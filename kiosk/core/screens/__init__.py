"""What the kiosk shows: each screen is one frozen value, and the view draws nothing else.

Texts of the hall file come in the visitor's language; what is the kiosk's own words is named by a
key into its texts ("refused.hall_closed"), so that a change of language is one redraw.
"""

from typing import TypeAlias

from kiosk.core.screens.bundles import Bundle, Bundles, BundleService, BundleTile
from kiosk.core.screens.choosing import (
    Groups,
    GroupTile,
    Home,
    Items,
    ItemTile,
    Papers,
    Search,
    Shortcut,
)
from kiosk.core.screens.ending import Cancelled, PaperList, Printing, ShowNumber, Sorry, TakeTicket
from kiosk.core.screens.helping import Help, HelpStage
from kiosk.core.screens.page import Closable, Page, Paging, VisitorPage
from kiosk.core.screens.stopping import Closed, NoConnection, OutOfOrder, ScreenSaver, TakenOver
from kiosk.core.screens.technical import (
    CounterRow,
    DeviceRow,
    FaultRow,
    Technician,
    TechnicianCode,
)
from kiosk.core.screens.telling import CheckIn, ConfirmDocument, Identify, MyTicket, Phone, Standing

Screen: TypeAlias = (
    Home
    | Groups
    | Search
    | Items
    | Papers
    | Bundles
    | Bundle
    | Identify
    | ConfirmDocument
    | MyTicket
    | CheckIn
    | Phone
    | Printing
    | TakeTicket
    | ShowNumber
    | PaperList
    | Cancelled
    | Sorry
    | Help
    | OutOfOrder
    | NoConnection
    | Closed
    | TakenOver
    | ScreenSaver
    | TechnicianCode
    | Technician
)

__all__ = [
    "Bundle",
    "BundleService",
    "BundleTile",
    "Bundles",
    "Cancelled",
    "CheckIn",
    "Closable",
    "Closed",
    "ConfirmDocument",
    "CounterRow",
    "DeviceRow",
    "FaultRow",
    "GroupTile",
    "Groups",
    "Help",
    "HelpStage",
    "Home",
    "Identify",
    "ItemTile",
    "Items",
    "MyTicket",
    "NoConnection",
    "OutOfOrder",
    "Page",
    "Paging",
    "PaperList",
    "Papers",
    "Phone",
    "Printing",
    "Screen",
    "ScreenSaver",
    "Search",
    "Shortcut",
    "ShowNumber",
    "Sorry",
    "Standing",
    "TakeTicket",
    "TakenOver",
    "Technician",
    "TechnicianCode",
    "VisitorPage",
]

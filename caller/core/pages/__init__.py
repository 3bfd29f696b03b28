"""The pages of the panel, a module a theme.

A page is one frozen value that knows all about itself (`page.Page`):

- `needs` and `stands`: when it makes sense. One that does not is never opened, or is left at once.
- `screen`: what it shows now, one of `caller.core.screens`, in the clerk's language.
- `keys`: what each key does there: the same as a tap.
- `takes` and `take`: the taps it answers. It may send a command through `moment.desk`, and returns
  the page that follows: itself, itself with something typed or marked, another, or None for the
  panel.
- `settled`: what follows when the command it has sent is done, or was refused; a refused text is
  there to be corrected.
- `parent`: what "back" opens.

Pages see the panel through one `Moment`: the desk, the hall file, words, the hall's time. They
import `page`, and pages that they open; nothing imports the panel's own page but the presenter.

How to add one: the page in the module of its theme; its way in, an entry of `MENU` in `menu` or of
`SUPERVISION` in `supervision.menu`, or a button of `PanelPage`; its words in both `.po` files.
Lists to search (`browse.BrowsePage`), words to type (`sentence.SentencePage`), one of a few
(`Options`), one thing with what may be done to it (`Sheet`) and questions (`Confirm`) need no QML
of their own. Rules of the window itself, what may be done when, stand in `caller.core.actions`;
what a role may do, in `Moment.allows`. Commands about something that is not at this window go out
by `Desk.order`.
"""

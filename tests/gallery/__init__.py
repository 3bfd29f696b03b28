"""Every screen in every state, as pictures: `make screens` draws them into docs/screens."""

"""The style guide for developers: every component in every state, drawn by the partials that the site itself uses."""

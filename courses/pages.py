"""Which page of a list an address asks for."""

#: More no list has; and it stays within what a database can skip.
MOST = 100_000


def page_in(query) -> int:
    """Return the number of the page, from 1, in a QueryDict; whatever is no such number is the first page."""
    text = query.get("pagina", "")
    # isascii: "²" is a digit too, and int() or the database would not agree about it
    known = text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), 1), MOST) if known else 1

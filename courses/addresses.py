"""Numbers in addresses."""


class RowNumber:
    """A number that fits a column of the database: SQLite raises OverflowError for more, and that is no "not found"."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)

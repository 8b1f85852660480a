"""What reading a list found, of each row."""


def found(members):
    return [(row.row, row.name, row.email, row.office, row.start, row.end) for row in members.rows]

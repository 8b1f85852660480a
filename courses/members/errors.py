"""Domain errors of this room; their text is a sentence for the person who brought the file."""


class MembersError(Exception):
    """Something a clerk or manager can put right; `str(error)` says in words what happened and what to do now."""


class FileRefused(MembersError):
    """The file as a whole cannot be read or may not be taken; nothing was kept."""


class ColumnsUnclear(FileRefused):
    """There is a list, but not every column that we need is known; `table` has its headers and no row of it."""

    def __init__(self, sentence, table):
        super().__init__(sentence)
        self.table = table


class PlanOutdated(MembersError):
    """The list of members changed between comparing and writing; nothing was written."""


class ProblemsLeft(MembersError):
    """The plan has rows with problems and the caller did not ask to leave them out; nothing was written."""


class Refused(MembersError):
    """One thing at the desk cannot be done as asked; nothing was changed. `field` names what to look at, or is ""."""

    def __init__(self, sentence: str, *, field: str = ""):
        super().__init__(sentence)
        self.field = field

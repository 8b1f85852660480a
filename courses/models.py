"""Gathers the rooms' models for Django; each is written in its own room."""

from courses.learning.models import (
    Answer,
    Attempt,
    Booster,
    Completion,
    Enrolment,
    Progress,
    Refresher,
    ScreenSeen,
)
from courses.members.models import DeskRole, LocalContact, Membership, Organisation, ProtocolExcerpt
from courses.planning.models import Assignment, NamesExport, Programme, ProgrammeYear

__all__ = [
    "Answer",
    "Assignment",
    "Attempt",
    "Booster",
    "Completion",
    "DeskRole",
    "Enrolment",
    "LocalContact",
    "Membership",
    "NamesExport",
    "Organisation",
    "Programme",
    "ProgrammeYear",
    "Progress",
    "ProtocolExcerpt",
    "Refresher",
    "ScreenSeen",
]

"""Gathers the rooms' models for Django; each is written in its own room."""

from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress
from courses.members.models import DeskRole, LocalContact, Membership, Organisation, ProtocolExcerpt
from courses.planning.models import Assignment, NamesExport, Programme, ProgrammeYear
from courses.reminders.models import Bounce, Mail, MailLine, QuietPeriod

__all__ = [
    "Answer",
    "Assignment",
    "Attempt",
    "Bounce",
    "Completion",
    "DeskRole",
    "Enrolment",
    "LocalContact",
    "Mail",
    "MailLine",
    "Membership",
    "NamesExport",
    "Organisation",
    "Programme",
    "ProgrammeYear",
    "Progress",
    "ProtocolExcerpt",
    "QuietPeriod",
]

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
from courses.members.desk_log import DeskAction, DeskActionMember
from courses.members.models import Absence, DeskRole, LocalContact, Membership, Organisation, ProtocolExcerpt
from courses.planning.models import Assignment, Exemption, NamesExport, ProgrammeYear
from courses.planning.programmes import OrganisationWindow, Programme, ProgrammeModule
from courses.reminders.feeds import CalendarFeed
from courses.reminders.models import Bounce, Mail, MailLine, QuietPeriod

__all__ = [
    "Absence",
    "Answer",
    "Assignment",
    "Attempt",
    "Booster",
    "Bounce",
    "CalendarFeed",
    "Completion",
    "DeskAction",
    "DeskActionMember",
    "DeskRole",
    "Enrolment",
    "Exemption",
    "LocalContact",
    "Mail",
    "MailLine",
    "Membership",
    "NamesExport",
    "Organisation",
    "OrganisationWindow",
    "Programme",
    "ProgrammeModule",
    "ProgrammeYear",
    "Progress",
    "ProtocolExcerpt",
    "QuietPeriod",
    "Refresher",
    "ScreenSeen",
]

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
from courses.members.importing.models import ColumnMeaning, ImportDraft, ImportUndo
from courses.members.log.models import DeskAction, DeskActionMember
from courses.members.models import Absence, DeskRole, LocalContact, Membership, Organisation, ProtocolExcerpt
from courses.members.other_addresses.models import AddressRequest
from courses.planning.models import Assignment, Exemption, NamesExport, ProgrammeYear
from courses.planning.programmes import OrganisationWindow, Programme, ProgrammeModule
from courses.reminders.feeds import CalendarFeed
from courses.reminders.models import Bounce, Mail, MailLine, QuietPeriod

__all__ = [
    "Absence",
    "AddressRequest",
    "Answer",
    "Assignment",
    "Attempt",
    "Booster",
    "Bounce",
    "CalendarFeed",
    "ColumnMeaning",
    "Completion",
    "DeskAction",
    "DeskActionMember",
    "DeskRole",
    "Enrolment",
    "Exemption",
    "ImportDraft",
    "ImportUndo",
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

"""Gathers the rooms' models for Django; each is written in its own room."""

from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress
from courses.members.models import Absence, DeskRole, LocalContact, Membership, Organisation, ProtocolExcerpt
from courses.planning.models import Assignment, Exemption, NamesExport, ProgrammeYear
from courses.planning.programmes import OrganisationWindow, Programme, ProgrammeModule

__all__ = [
    "Absence",
    "Answer",
    "Assignment",
    "Attempt",
    "Completion",
    "DeskRole",
    "Enrolment",
    "Exemption",
    "LocalContact",
    "Membership",
    "NamesExport",
    "Organisation",
    "OrganisationWindow",
    "Programme",
    "ProgrammeModule",
    "ProgrammeYear",
    "Progress",
    "ProtocolExcerpt",
]

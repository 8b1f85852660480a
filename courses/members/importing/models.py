"""What stands between the steps of reading in a list, and for a day after it: sealed, and gone by itself."""

from django.conf import settings
from django.db import models

from courses.members.log.models import DeskAction
from courses.members.models import Organisation
from courses.members.reading.headers import FIELDS, UNUSED


class ImportDraft(models.Model):
    """The kept columns of a list that one clerk has not yet confirmed.

    `sealed` can be opened only with the random value that this clerk's browser keeps in a cookie; `token_hash` is its
    SHA-256. Neither the file nor a column that we do not use is in it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "by"], name="one_draft_a_clerk")]


class ImportUndo(models.Model):
    """What the last list of an organisation changed, with the values before it; kept sealed for a day."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    action = models.OneToOneField(DeskAction, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)


class ColumnMeaning(models.Model):
    """What an organisation calls a column, where that is not what we would have thought. `header` is its key
    (`headers.header_key`); `field` one of ours, or "" for a column that is not used."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    header = models.CharField(max_length=60)
    field = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "header"], name="one_meaning_a_header"),
            models.CheckConstraint(condition=models.Q(field__in=[*FIELDS, UNUSED]), name="meaning_is_a_field"),
        ]

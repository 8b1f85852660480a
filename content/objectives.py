"""What a member can do afterwards; lessons and questions each carry one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Objective(index.Indexed, models.Model):
    """A learning objective: a short code that stays, and a sentence for people."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    statement = models.CharField(_("statement"), max_length=250, help_text=_("Begins with ‘You know’ or ‘You can’."))

    search_fields = [index.AutocompleteField("statement"), index.SearchField("statement"), index.SearchField("code")]

    class Meta:
        verbose_name = _("learning objective")
        verbose_name_plural = _("learning objectives")
        ordering = ["code"]

    def __str__(self):
        return self.statement

"""Organisations, who is a member of them, who sits at the clerk's desk, and what is local."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.blocks import CONTACTS, PROTOCOL_TOPICS


class Kind(models.TextChoices):
    """The three kinds of organisation."""

    MUNICIPALITY = "gemeente", _("municipality")
    PROVINCE = "provincie", _("province")
    WATER_AUTHORITY = "waterschap", _("water authority")


class Office(models.TextChoices):
    """What somebody is. The values are the Dutch names: they have no translation that a council would recognise."""

    COUNCILLOR = "raadslid", _("councillor")
    CITIZEN_COUNCILLOR = "burgerraadslid", _("citizen councillor")
    PARTY_ASSISTANT = "fractieondersteuner", _("party assistant")
    ALDERMAN = "wethouder", _("alderman")
    MAYOR = "burgemeester", _("mayor")
    STATES_MEMBER = "statenlid", _("member of the provincial council")
    CITIZEN_STATES_MEMBER = "burgerstatenlid", _("citizen member of the provincial council")
    DEPUTY = "gedeputeerde", _("provincial executive")
    COMMISSIONER = "commissaris", _("King’s commissioner")
    BOARD_MEMBER = "ab-lid", _("member of the general board")
    EXECUTIVE_BOARD_MEMBER = "db-lid", _("member of the executive board")
    DIKE_REEVE = "dijkgraaf", _("dike reeve")
    CLERK = "griffier", _("clerk")
    OTHER = "overig", _("other")


class OrganisationQuerySet(models.QuerySet):
    def valid(self, *, on):
        """Organisations that exist on the day `on`."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))


class Organisation(models.Model):
    """A municipality, province or water authority, keyed on its government code (never on its name)."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    code = models.CharField(_("code"), max_length=12, unique=True, help_text=_("Government code, such as gm0344."))
    name = models.CharField(_("name"), max_length=120)
    display_name = models.CharField(_("full name"), max_length=160)
    province_code = models.CharField(_("province"), max_length=12, blank=True)
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    #: The organisation's own accent, `#rrggbb`, or "" for the product's; `look.stylesheet` makes a sheet of it.
    colour = models.CharField(_("colour"), max_length=7, blank=True)
    logo = models.CharField(_("logo"), max_length=100, blank=True, help_text=_("Name of the file in the storage."))
    #: Goes up at every change of contacts or protocol; cached local texts carry it in their key.
    local_version = models.PositiveIntegerField(default=0, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="organisation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(colour="") | Q(colour__startswith="#"), name="organisation_colour_is_one"
            ),
        ]

    def __str__(self):
        return self.display_name


class PeriodQuerySet(models.QuerySet):
    """Of rows with a first day, `start`, and a last day, `end`, that may be unknown."""

    def active(self, *, on):
        """What holds on the day `on`; the last day counts."""
        return self.filter(Q(end=None) | Q(end__gte=on), start__lte=on)


class MembershipQuerySet(PeriodQuerySet):
    def of(self, user):
        return self.filter(user=user)


class Membership(models.Model):
    """A mandate: one person in one organisation in one office, from a day to (and including) a day.

    Name, office and dates are the clerk's; the sign-in address is the person's own (`user.email`).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(_("name to sort on"), max_length=200, help_text=_("‘Heuvel, Sanne van den’"))
    #: `names.sort_key(sort_name)`: databases sort Ö after Z, or not, as they were set up; this sorts the same in all.
    sort_key = models.CharField(max_length=200, editable=False)
    office = models.CharField(_("office"), max_length=24, choices=Office)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user", "start"], name="one_membership_a_start"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="membership_ends_after_start"),
        ]
        indexes = [models.Index(fields=["organisation", "sort_key"])]

    def __str__(self):
        return f"{self.name} ({self.get_office_display()}, {self.organisation})"


class Absence(models.Model):
    """A member is away, from a day to (and including) a day, or until further notice. No reason, and nobody's place."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="absences")
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "start"], name="one_absence_a_start"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="absence_ends_after_start"),
        ]


class DeskRole(models.Model):
    """Who may sit at an organisation's clerk's desk, from a day to (and including) a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="desk_roles")
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("desk role")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="one_desk_role_a_person"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="desk_role_ends_after_start"),
        ]


class LocalContact(models.Model):
    """Whom a member calls in the own organisation; shown inside lessons with the day it was checked."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=12, choices=CONTACTS)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    availability = models.CharField(_("when reachable"), max_length=120, blank=True)
    verified_on = models.DateField(_("checked on"))

    class Meta:
        verbose_name = _("local contact")
        ordering = ["organisation", "kind", "position"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "position"], name="one_contact_a_place")]


class ProtocolExcerpt(models.Model):
    """A piece of the organisation's own protocol, quoted inside lessons."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="excerpts")
    topic = models.CharField(_("topic"), max_length=12, choices=PROTOCOL_TOPICS)
    text = models.TextField(_("text"))
    reference = models.CharField(_("where it stands"), max_length=160, blank=True)
    url = models.URLField(
        _("address of the protocol"),
        blank=True,
        validators=[RegexValidator(r"\Ahttps://", _("Give an address that begins with https://."), code="open_line")],
    )
    verified_on = models.DateField(_("checked on"))

    class Meta:
        verbose_name = _("protocol excerpt")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "topic"], name="one_excerpt_a_topic"),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="https://"), name="protocol_link_is_encrypted"
            ),
        ]

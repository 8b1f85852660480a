"""The people, organisations and modules that the cases are about: made once, through the services of the site.

Three kinds of organisation, three situations. Municipalities do the starter module. The province does two at once: the
test package, with every kind of block and question, and a module in which everything is as long as it may be. The water
authority has nothing open.
"""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from content.editions.opening import open_edition
from content.packages.loading import load_package
from content.pages import InfoPage, LessonPage, ModulePage
from courses.members.look.dressing import set_look
from courses.members.models import DeskRole, Kind, LocalContact, Office, ProtocolExcerpt
from courses.planning.models import NamesExport
from courses.planning.opening import open_year
from elearning.demo.walking import walk
from tests import factories
from tests.content.editions import factories as library
from tests.courses.learning import factories as learning
from tests.courses.learning.walking import Walker
from tests.courses.planning import factories as planned
from tests.elearning import factories as doors

#: A Tuesday evening at the kitchen table; in the year that is open.
NOW = datetime(2026, 11, 10, 19, 15, tzinfo=UTC)
TODAY = NOW.date()
YEAR = TODAY.year
LONG_WORD = "Gemeenschapsvoorzieningenbeleidsmedewerkersvergaderingsruimte"
LONG_NAME = "Wilhelminapetronellajohannageertruidavandenboogaardtotterbeek"
LONG_LINE = f"Wat u doet als {LONG_WORD} u een bericht stuurt waarvan u schrikt, en wie u dan als eerste belt"
STARTER = settings.BASE_DIR / "content" / "starter" / "melden-helpt"


class Stage:
    """Everything that cases need; what a case changes is taken back after it."""

    def __init__(self, *, language: str = ""):
        #: What everybody chose who looks (`elearning.display`); nothing is Dutch.
        self.language = language
        self._modules()
        self._organisations()
        self._programmes()
        self._progress()
        self._words()

    # --- who looks -------------------------------------------------------------------------------------------------

    def as_(self, user=None, **options) -> Client:
        """A browser without scripts, signed in as `user`; errors become pages, as for everybody."""
        client = Client(raise_request_exception=False, **options)
        if self.language:
            client.cookies["taal"] = self.language
        if user is not None:
            client.force_login(user)
        return client

    def get(self, user, address, **query):
        return self.as_(user).get(address, query)

    def walker(self, user, edition) -> Walker:
        """`user` before `edition`, pressing what is on the pages."""
        return Walker(self.as_(user), edition)

    def page(self, edition, address="") -> str:
        return f"/leren/{edition.pk}/{address}"

    # --- what there is ---------------------------------------------------------------------------------------------

    def _modules(self):
        home = library.home()
        self.starter = open_edition(module=load_package(folder=STARTER, parent=home), year=YEAR, now=NOW)
        self.proof = open_edition(module=load_package(folder=library.PACKAGE, parent=home), year=YEAR, now=NOW)
        self.long = open_edition(module=_long_module(), year=YEAR, now=NOW)
        self.home = home
        self.info = home.add_child(
            instance=InfoPage(
                title="Over deze site",
                slug="over",
                body=[
                    ("text", "<h2>Privacy</h2><p>Wij bewaren weinig.</p>"),
                    ("frame", {"title": "Vraag?", "text": "<p>Bel.</p>"}),
                ],
            )
        )

    def _organisations(self):
        start = date(YEAR - 2, 3, 26)
        self.council = factories.organisation("xv01", name="Voorbeeldstad")
        self.village = factories.organisation("xv02", name="Kleindorp")
        self.no_members = factories.organisation("xv03", name="Leegdam")
        self.province = factories.organisation("xv04", kind=Kind.PROVINCE, name=f"Aan {LONG_WORD}")
        self.water = factories.organisation("xv05", kind=Kind.WATER_AUTHORITY, name="De Lage Hoek")

        def member(name, organisation, **fields):
            return factories.membership(factories.person(name=name), organisation, start=start, **fields).user

        self.fresh, self.busy, self.done = (
            member(name, self.council) for name in ("Noor de Wit", "Bas van Dijk", "Anouk de Blom")
        )
        for number in range(57):
            member(f"Lid van der Nummer{number:02}", self.council)
        self.villagers = [member(name, self.village) for name in ("Cem Yılmaz", "Els de Jong", "Łucja Şimşek")]
        self.states_member = member("Wietske Prins", self.province)
        self.long_name = member(f"{LONG_NAME} {LONG_WORD}", self.province)
        self.board_member = member("Froukje Visser", self.water)
        # two mandates: the council's module is done once, and the water authority sees that too
        self.two_mandates = member("Aylin Çelik", self.council)
        factories.membership(self.two_mandates, self.village, start=start, name="Aylin Çelik", office=Office.COUNCILLOR)
        self.without_mandate = factories.person(name="Zonder Mandaat")
        set_look(organisation=self.village, colour="#7a1f5c", logo=_logo())
        self.clerks = {organisation: factories.clerk(organisation) for organisation in self.organisations}
        self.trainer, self.manager = doors.trainer(), doors.manager()
        for user in (self.trainer, self.manager):
            user.refresh_from_db()  # a role that is given ends sessions
        self.busy_clerk = factories.clerk(self.council, name="Petra Jansen")
        DeskRole.objects.create(user=self.busy_clerk, organisation=self.village, start=start)

    @property
    def organisations(self):
        return (self.council, self.village, self.no_members, self.province, self.water)

    def _programmes(self):
        begun = date(YEAR - 1, 1, 1)
        council, province = [str(Kind.MUNICIPALITY)], [str(Kind.PROVINCE)]
        self.programme = planned.programme(self.starter.module, starts_on=begun, kinds=council)
        proof = planned.programme(self.proof.module, starts_on=begun, kinds=province)
        long = planned.programme(self.long.module, starts_on=begun, kinds=province)
        long.title = LONG_LINE
        long.save()
        self.unopened = planned.programme(self.proof.module, starts_on=begun, kinds=[str(Kind.WATER_AUTHORITY)])
        for programme, edition in ((self.programme, self.starter), (proof, self.proof), (long, self.long)):
            open_year(programme=programme, year=YEAR, edition=edition, today=TODAY)

    def _progress(self):
        walk(user=self.busy, edition=self.starter, now=NOW, steps=2)
        for user in (self.done, self.two_mandates, self.villagers[0]):
            walk(user=user, edition=self.starter, now=NOW)
        walk(user=self.villagers[1], edition=self.starter, now=NOW, steps=1)
        walk(user=self.long_name, edition=self.long, now=NOW)
        NamesExport.objects.create(
            organisation=self.council, programme_year=self.programme.years.get(), by=self.busy_clerk,
            taken_on=TODAY, kind="xlsx",
        )  # fmt: skip

    def _words(self):
        """Contacts and protocols: complete and fresh, old and long, and none at all (the village)."""
        learning.with_contacts(self.council)
        old = TODAY - timedelta(days=400)
        for position, kind in enumerate(("report", "report", "adviser")):
            LocalContact.objects.create(
                organisation=self.province, kind=kind, position=position, name=LONG_NAME, role=LONG_WORD.lower(),
                phone="+31 (0)123 - 45 67 89", email=f"{LONG_NAME.lower()}@zandoever.example",
                availability="op werkdagen tussen negen en vijf, en daarbuiten alleen als het echt niet kan wachten",
                verified_on=old,
            )  # fmt: skip
        ProtocolExcerpt.objects.create(
            organisation=self.province, topic="report", text=f"{LONG_LINE}.\n\n{LONG_LINE}.",
            reference=f"artikel {LONG_WORD}", url="https://zandoever.example/protocol", verified_on=old,
        )  # fmt: skip


def _long_module() -> ModulePage:
    """The module of the learning tests with a title, a lesson and a quiz that are as long as they come."""
    module = learning.a_module(questions=2, rule="pass_mark")
    module.title, module.summary, module.intro = LONG_LINE, LONG_LINE, ""
    module.save_revision().publish()
    for number, page in enumerate(module.get_children().specific(), start=1):
        page.title = f"{number}. {LONG_LINE}"
        if isinstance(page, LessonPage):
            page.body = [_long_screen(page.body[1].value["content"][1].value)]
        page.save_revision().publish()
    return ModulePage.objects.get(pk=module.pk)


def _long_screen(question):
    return learning.screen(
        LONG_LINE[:120],
        [
            ("text", f"<p>{LONG_LINE}. {LONG_LINE}.</p><ul><li>{LONG_WORD}</li></ul>"),
            ("frame", {"title": LONG_WORD, "text": f"<p>{LONG_LINE}</p>"}),
            ("quote", {"text": LONG_LINE, "attribution": LONG_NAME}),
            ("contact", "report"),
            ("protocol", "report"),
            ("question", question),
        ],
    )


def _logo():
    """A logo in the colour of the village, wide as logos are."""
    content = BytesIO()
    Image.new("RGB", (600, 100), "#7a1f5c").save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue())

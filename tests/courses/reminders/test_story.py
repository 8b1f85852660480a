"""What members get in their mailbox, told with dates. Every story is a rule of the ladder or of silence."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core import mail

from courses.members.models import Kind
from courses.planning.closing import close_ended
from courses.planning.merging import merge_organisations
from courses.planning.models import Exemption
from courses.planning.pausing import set_absence
from courses.reminders.models import Mail, MailLine, Reason
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import DUE, OPENS, at, every_day, owe, owing, quiet, year

pytestmark = pytest.mark.django_db
#: The days on which somebody hears of a module that is due on 30 June 2027, when nothing comes between.
INVITED, MONTH, FORTNIGHT, THREE, PAST = (
    (date(2027, 3, 1), "invitation"),
    (date(2027, 5, 31), "days_30"),
    (date(2027, 6, 16), "days_14"),
    (date(2027, 6, 27), "days_3"),
    (date(2027, 7, 4), "overdue"),  # the first day on which the week allows it
)


def said(person=None):
    """The days and kinds of what was said, in order."""
    rows = MailLine.objects.filter(mail__state=Mail.State.SENT, withheld="").order_by("mail__day", "pk")
    if person:
        rows = rows.filter(person=person)
    return list(rows.values_list("mail__day", "kind"))


def silences():
    return list(MailLine.objects.exclude(withheld="").order_by("pk").values_list("kind", "withheld"))


def ticks(*days):
    for day in days:
        send_due(now=at(day))


# --- the ladder -------------------------------------------------------------------------------------------------------


def test_a_whole_year_of_somebody_who_does_nothing():
    owing()
    every_day(OPENS - timedelta(days=3), OPENS + timedelta(days=9))
    every_day(MONTH[0] - timedelta(days=3), DUE + timedelta(days=30))
    assert said() == [INVITED, MONTH, FORTNIGHT, THREE, PAST]
    assert [message.subject for message in mail.outbox] == [
        "Uw jaarlijkse module voor de raad (25 minuten)",
        "Nog 30 dagen voor uw jaarlijkse module",
        "Nog 14 dagen voor uw jaarlijkse module",
        "Nog 3 dagen voor uw jaarlijkse module",
        "Uw jaarlijkse module staat nog open",
    ]


def test_the_invitation_says_how_long_until_when_and_what_the_clerk_sees():
    owing()
    ticks(OPENS)
    body = mail.outbox[0].body
    assert "Melden helpt" in body and "Ongeveer 25 minuten." in body and "De laatste dag is 30 juni 2027." in body
    assert "Uw griffier ziet of u begonnen bent, of u klaar bent en op welke dag." in body
    assert body.count("http") == 1 and "/leren/" in body


def test_who_did_it_before_reads_that_it_takes_at_most_so_long():
    assignment = owing()
    planned.complete(assignment.membership.user, planned.edition(assignment.edition.module, 2026), on=date(2026, 5, 4))
    ticks(OPENS)
    assert mail.outbox[0].subject == "Uw jaarlijkse module voor de raad (hoogstens 25 minuten)"
    assert "Hoogstens 25 minuten: u deed dit eerder." in mail.outbox[0].body


def test_whoever_finishes_hears_nothing_more():
    assignment = owing()
    ticks(OPENS)
    planned.complete(assignment.membership.user, assignment.edition, on=date(2027, 4, 2))
    every_day(MONTH[0], DUE + timedelta(days=10))
    assert said() == [INVITED]


def test_a_rung_that_could_not_be_sent_before_the_next_has_lapsed():
    owing()
    ticks(OPENS, date(2027, 6, 20))  # nobody ticked for three months and more: not two mails, but the latest
    assert said() == [INVITED, (date(2027, 6, 20), "days_14")]
    assert "Nog 10 dagen" in mail.outbox[1].subject


def test_overdue_is_said_once_on_the_first_day_that_is_allowed():
    owing()
    every_day(date(2027, 6, 28), date(2027, 7, 31))
    assert said() == [(date(2027, 6, 28), "days_3"), (date(2027, 7, 5), "overdue")]


def test_a_joiner_with_a_short_time_gets_no_reminder_on_the_day_of_the_invitation():
    opens = date(2027, 4, 1)
    owing(start=opens, opens=opens, due=date(2027, 4, 15), kind="onboarding")
    every_day(opens, date(2027, 5, 1))
    assert said() == [(opens, "invitation"), (date(2027, 4, 12), "days_3"), (date(2027, 4, 19), "overdue")]


def test_a_due_date_that_moves_repeats_nothing():
    assignment = owing()
    every_day(date(2027, 5, 31), date(2027, 6, 17))
    assert said() == [MONTH, FORTNIGHT]
    assignment.due = date(2027, 10, 20)
    assignment.save()
    every_day(date(2027, 6, 18), date(2027, 6, 26))
    every_day(date(2027, 9, 19), date(2027, 11, 5))
    # thirty and fourteen days before were said for the old date; and nobody is invited after that
    assert said()[2:] == [(date(2027, 10, 17), "days_3"), (date(2027, 10, 24), "overdue")]


# --- one mail ---------------------------------------------------------------------------------------------------------


def test_two_modules_are_one_mail_and_what_is_open_besides_stands_in_it():
    user = factories.person()
    member = factories.membership(user)
    owe(member, year(title="Melden helpt"))
    owe(member, year(title="Online bedreigd", due=date(2027, 12, 1)))
    ticks(OPENS, date(2027, 5, 31))
    assert [message.subject for message in mail.outbox] == [
        "Uw jaarlijkse modules voor de raad (50 minuten)",
        "Nog 30 dagen voor uw jaarlijkse module",
    ]
    first, second = (message.body for message in mail.outbox)
    assert "Melden helpt" in first and "Online bedreigd" in first
    assert second.index("Melden helpt") < second.index("Dit staat ook voor u open:") < second.index("Online bedreigd")
    assert said() == [INVITED, INVITED, (date(2027, 5, 31), "days_30")]


def test_at_most_one_mail_a_week_over_all_modules():
    member = factories.membership()
    owe(member, year(due=date(2027, 6, 30)))
    owe(member, year(due=date(2027, 7, 3)))
    every_day(date(2027, 5, 30), date(2027, 8, 1))
    days = [one.day for one in Mail.objects.order_by("day")]
    assert all((later - earlier).days >= 7 for earlier, later in pairwise(days))
    assert len(mail.outbox) == len(days)


def test_two_mandates_are_one_task_with_the_earliest_date():
    user, this_year = factories.person(), year()
    council = owing(this_year, user=user)
    province = owing(this_year, factories.organisation(kind=Kind.PROVINCE), user=user, due=date(2027, 6, 23))
    every_day(date(2027, 2, 28), date(2027, 3, 10))
    every_day(date(2027, 5, 20), date(2027, 8, 1))
    assert said() == [
        INVITED, (date(2027, 5, 24), "days_30"), (date(2027, 6, 9), "days_14"), (date(2027, 6, 20), "days_3"),
        (date(2027, 6, 27), "overdue"),
    ]  # fmt: skip
    assert "23 juni 2027" in mail.outbox[1].body and "30 juni" not in mail.outbox[1].body
    assert set(MailLine.objects.values_list("membership", flat=True)) == {province.membership_id}
    assert council.membership_id != province.membership_id


def test_a_lapsed_rung_of_the_later_mandate_is_not_said_after_the_earlier_ones():
    user, this_year = factories.person(), year()
    owing(this_year, user=user)
    owing(this_year, user=user, due=date(2027, 6, 1))
    # nobody ticked in spring: the invitation lapsed; the later mandate is still in its invitation
    every_day(date(2027, 5, 10), date(2027, 5, 30))
    assert said() == [(date(2027, 5, 10), "days_30"), (date(2027, 5, 18), "days_14"), (date(2027, 5, 29), "days_3")]


# --- silence ----------------------------------------------------------------------------------------------------------


def test_nothing_before_the_first_day_of_the_membership():
    owing(start=date(2027, 4, 1))
    every_day(OPENS, date(2027, 4, 2))
    assert said() == [(date(2027, 4, 1), "invitation")]


def test_nothing_to_who_left_also_when_nobody_closed_the_assignment():
    assignment = owing(end=date(2027, 5, 30))
    every_day(OPENS, OPENS + timedelta(days=2))
    every_day(date(2027, 5, 29), date(2027, 7, 10))
    assert said() == [INVITED] and assignment.closed_on is None


def test_nothing_of_what_was_closed():
    owing(end=date(2027, 5, 30))
    assert close_ended(today=date(2027, 5, 31)) == 1
    ticks(date(2027, 6, 1))
    assert Mail.objects.count() == 0


def test_nothing_to_a_closed_account():
    owing(user=factories.person(is_active=False))
    ticks(OPENS)
    assert Mail.objects.count() == 0


def test_nothing_in_recess_the_invitation_waits_for_its_end():
    owing()
    quiet(date(2027, 2, 27), date(2027, 3, 7))
    every_day(date(2027, 3, 1), date(2027, 3, 10))
    assert said() == [(date(2027, 3, 8), "invitation")]


def test_a_rung_whose_next_one_comes_in_recess_lapses_and_overdue_goes_after_it():
    owing()
    quiet(date(2027, 6, 10), date(2027, 8, 22))
    every_day(date(2027, 5, 31), date(2027, 6, 12))
    every_day(date(2027, 8, 20), date(2027, 9, 5))
    assert said() == [MONTH, (date(2027, 8, 23), "overdue")]


def test_recess_of_one_kind_and_of_one_organisation():
    this_year = year()
    council, other = factories.organisation(), factories.organisation()
    province = factories.organisation(kind=Kind.PROVINCE)
    people = [owing(this_year, one).membership.user for one in (council, other, province)]
    quiet(OPENS, OPENS, kinds=["provincie"])
    quiet(OPENS, OPENS, organisation=council)
    ticks(OPENS)
    assert [len(said(one)) for one in people] == [0, 1, 0]
    ticks(OPENS + timedelta(days=1))
    assert [len(said(one)) for one in people] == [1, 1, 1]


def test_a_module_that_is_not_published_is_silent_with_a_reason_and_speaks_when_it_is_again():
    assignment = owing()
    module = assignment.edition.module
    module.live = False
    module.save()
    ticks(OPENS, OPENS + timedelta(days=1))
    assert silences() == [("invitation", Reason.UNPUBLISHED)] and mail.outbox == []
    assert list(Mail.objects.values_list("state", "reason")) == [("withheld", Reason.UNPUBLISHED)]
    module.live = True
    module.save()
    ticks(OPENS + timedelta(days=2), OPENS + timedelta(days=3))
    assert said() == [(OPENS + timedelta(days=2), "invitation")] and silences() == []
    assert len(mail.outbox) == Mail.objects.count() == 1


def test_a_programme_that_ended_is_silent_with_a_reason():
    assignment = owing()
    programme = assignment.programme_year.programme
    programme.ends_on = OPENS + timedelta(days=10)
    programme.save()
    ticks(OPENS, date(2027, 5, 31), date(2027, 6, 1))
    assert said() == [INVITED] and silences() == [("days_30", Reason.PROGRAMME_ENDED)]


# --- the clock --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hour", "minute", "sent"), [(8, 59, 0), (9, 0, 1), (19, 59, 1), (20, 0, 0), (3, 0, 0)])
def test_only_by_day(hour, minute, sent):
    owing()
    send_due(now=at(OPENS, hour, minute))
    assert len(mail.outbox) == sent == Mail.objects.count()


def test_down_for_26_hours_run_twice_and_each_mail_comes_once():
    for _number in range(3):
        owing()
    send_due(now=at(OPENS, 9, 30), limit=1)
    for _run in range(2):
        send_due(now=at(OPENS + timedelta(days=1), 11, 30))
    assert len(mail.outbox) == 3 == len({message.to[0] for message in mail.outbox})


def test_a_limit_bounds_the_work_and_nothing_is_lost():
    this_year = year()
    for _number in range(5):
        owing(this_year)
    seen = []
    tally = send_due(now=at(OPENS), limit=2, progress=seen.append)
    assert (tally.sent, seen, len(mail.outbox)) == (2, [1, 2], 2)
    assert send_due(now=at(OPENS)).sent == 3
    assert send_due(now=at(OPENS)).handled == 0


# --- pauses and exemptions --------------------------------------------------------------------------------------------


def test_nothing_while_away_and_the_ladder_of_the_moved_date_after_it():
    """Case 6 of the rules: away from 1 May to 20 August, so due on 20 October."""
    assignment = owing()
    ticks(OPENS)
    set_absence(membership=assignment.membership, start=date(2027, 5, 1), end=date(2027, 8, 20))
    every_day(date(2027, 5, 29), date(2027, 7, 2))
    assert said() == [INVITED]
    every_day(date(2027, 8, 19), date(2027, 8, 23))
    every_day(date(2027, 9, 18), date(2027, 9, 22))
    assert said() == [INVITED, (date(2027, 9, 20), "days_30")]


def test_whoever_is_away_at_the_opening_is_invited_on_the_day_of_return():
    assignment = owing()
    set_absence(membership=assignment.membership, start=date(2027, 2, 20), end=date(2027, 3, 4))
    every_day(OPENS, date(2027, 3, 7))
    assert said() == [(date(2027, 3, 5), "invitation")]


def test_nothing_while_away_without_an_end_nor_before_it_begins():
    assignment = owing()
    set_absence(membership=assignment.membership, start=date(2027, 3, 10))
    every_day(OPENS, date(2027, 3, 12))
    ticks(date(2027, 7, 10))
    assert Mail.objects.count() == 0


def test_away_from_one_council_the_other_is_still_said():
    user, this_year = factories.person(), year()
    council = owing(this_year, user=user)
    owing(this_year, user=user)
    set_absence(membership=council.membership, start=OPENS, end=date(2027, 4, 1))
    ticks(OPENS)
    assert said() == [INVITED]


def test_nothing_to_who_is_exempt_though_nobody_closed_it_yet():
    assignment = owing()
    programme = assignment.programme_year.programme
    Exemption.objects.create(membership=assignment.membership, programme=programme, start=OPENS, end=date(2027, 4, 1))
    every_day(OPENS, date(2027, 3, 3))
    assert Mail.objects.count() == 0
    ticks(date(2027, 4, 2))
    assert said() == [(date(2027, 4, 2), "invitation")]


def test_a_council_that_merged_says_nothing_twice():
    old, new = factories.organisation(), factories.organisation()
    this_year = year()
    assignment = owing(this_year, old)
    ticks(OPENS)
    old.valid_to, old.successor = date(2027, 3, 31), new
    old.save()
    merge_organisations(today=date(2027, 4, 1))
    close_ended(today=date(2027, 4, 1))
    owe(new.memberships.get(), this_year)
    every_day(date(2027, 4, 1), date(2027, 4, 10))
    assert said() == [INVITED] and assignment.membership.user == new.memberships.get().user

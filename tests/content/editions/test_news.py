"""What is new for who did an earlier edition: net differences, in a trainer's sentences."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from content.editions.amending import amend
from content.editions.models import Amendment, ChangeNote, EditionNews
from content.editions.news import news_between
from content.pages import ModulePage
from tests.content.editions import changing
from tests.content.editions.factories import edition, module, step
from tests.factories import person

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

EDITORIAL, SUBSTANTIAL, URGENT = Amendment.Kind.EDITORIAL, Amendment.Kind.SUBSTANTIAL, Amendment.Kind.URGENT


def told(news):
    return [(item.title, item.text, item.urgent, item.what) for item in news.items]


def test_nothing_is_new_when_nothing_changed():
    of = module()
    since, now = edition(of, 2026), edition(of, 2027)
    assert news_between(since=since, edition=now).items == ()


def test_a_change_is_told_in_the_trainers_sentence_and_with_its_step():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    now = edition(of, 2027)
    page = changing.lesson()
    changing.say(now, page, where, SUBSTANTIAL, "U belt voortaan eerst.")
    (item,) = news_between(since=since, edition=now).items
    assert (item.page, item.position, item.title) == (page.pk, 2, "Tweede les")
    assert (item.text, item.urgent, item.what) == ("U belt voortaan eerst.", False, "changed")


def test_what_nobody_classed_counts_as_substantial_and_gets_a_sentence_from_its_title():
    of = module()
    since = edition(of, 2026)
    changing.rewrite(text="Bel voortaan eerst.")
    now = edition(of, 2027)
    assert told(news_between(since=since, edition=now)) == [
        ("Tweede les", "‘Tweede les’ is veranderd.", False, "changed")
    ]


def test_a_sentence_that_was_not_classed_yet_is_told():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    now = edition(of, 2027)
    changing.say(now, changing.lesson(), where, text="U belt voortaan eerst.")
    assert told(news_between(since=since, edition=now)) == [("Tweede les", "U belt voortaan eerst.", False, "changed")]


def test_an_editorial_change_is_no_news():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Deze les verandert niet!")
    now = edition(of, 2027)
    changing.say(now, changing.lesson(), where, EDITORIAL, "Een komma.")
    assert news_between(since=since, edition=now).items == ()


def test_one_substantial_change_beside_editorial_ones_is_told_alone():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    changing.retitle(title="De tweede les")
    now = edition(of, 2027)
    changing.say(now, changing.lesson(), where, SUBSTANTIAL, "U belt voortaan eerst.")
    changing.say(now, changing.lesson(), "title", EDITORIAL, "Een ander opschrift.")
    assert [item.text for item in news_between(since=since, edition=now).items] == ["U belt voortaan eerst."]


def test_urgent_news_stands_first_whatever_its_step():
    of = module()
    since = edition(of, 2026)
    first = changing.rewrite("eerste", text="Anders.", screen=1)
    second = changing.rewrite(text="Bel voortaan eerst.")
    now = edition(of, 2027)
    changing.say(now, changing.lesson("eerste"), first, SUBSTANTIAL, "Er staat meer.")
    changing.say(now, changing.lesson(), second, URGENT, "Het nummer is veranderd.")
    news = news_between(since=since, edition=now)
    assert [(item.text, item.urgent) for item in news.items] == [
        ("Het nummer is veranderd.", True),
        ("Er staat meer.", False),
    ]
    assert [[item.title for item in group] for group in news.groups] == [["Tweede les"], ["Eerste les"]]


def test_an_urgent_change_without_a_sentence_is_told_beside_the_sentences_of_others():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    changing.retitle(title="De tweede les")
    now = edition(of, 2027)
    changing.say(now, changing.lesson(), where, URGENT)
    changing.say(now, changing.lesson(), "title", SUBSTANTIAL, "Een ander opschrift.")
    assert [(item.text, item.urgent) for item in news_between(since=since, edition=now).items] == [
        ("‘De tweede les’ is veranderd.", True),
        ("Een ander opschrift.", False),
    ]


def test_a_step_that_came_and_one_that_went():
    of = module()
    since = edition(of, 2026)
    changing.lesson("tweede").unpublish()
    new = changing.another_lesson(of)
    now = edition(of, 2027)
    assert told(news_between(since=since, edition=now)) == [
        ("Derde les", "‘Derde les’ is nieuw.", False, "added"),
        ("Tweede les", "‘Tweede les’ hoort niet meer bij deze module.", False, "removed"),
    ]
    changing.say(now, new, ChangeNote.WHOLE, URGENT, "Lees over het nieuwe meldpunt.")
    changing.say(now, changing.lesson("tweede"), ChangeNote.WHOLE, EDITORIAL)
    assert told(news_between(since=since, edition=now)) == [
        ("Derde les", "Lees over het nieuwe meldpunt.", True, "added")
    ]


def test_a_step_that_only_moved_is_no_news():
    of = module()
    since = edition(of, 2026)
    changing.lesson("tweede").move(of.get_children().get(slug="toets"), pos="right")
    now = edition(of, 2027)
    assert step(now, "tweede").position != step(since, "tweede").position
    assert news_between(since=since, edition=now).items == ()


def test_a_question_that_changed_is_news_of_its_quiz():
    of = module()
    since = edition(of, 2026)
    changing.reword(prompt="Hoeveel van de 100 belden er dit jaar?")
    now = edition(of, 2027)
    assert told(news_between(since=since, edition=now)) == [("Toets", "‘Toets’ is veranderd.", False, "changed")]
    changing.say(now, step(now, "toets").page, "proef-schat", SUBSTANTIAL, "De vraag gaat over dit jaar.")
    assert [item.text for item in news_between(since=since, edition=now).items] == ["De vraag gaat over dit jaar."]


def test_what_the_module_says_of_itself_is_news_without_a_step():
    of = module()
    since = edition(of, 2026)
    of.summary = "Iets anders."
    of = changing.publish(of)
    (item,) = news_between(since=since, edition=edition(of, 2027)).items
    assert (item.page, item.position, item.what) == (of.pk, None, "changed")


def test_over_several_years_each_sentence_is_told_and_the_place_is_that_of_now():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    between = edition(of, 2027)
    changing.retitle(title="De tweede les")
    now = edition(of, 2028)
    changing.say(between, changing.lesson(), where, URGENT, "U belt voortaan eerst.")
    changing.say(now, changing.lesson(), "title", SUBSTANTIAL, "De les heet anders.")
    assert told(news_between(since=since, edition=now)) == [
        ("De tweede les", "U belt voortaan eerst.", True, "changed"),
        ("De tweede les", "De les heet anders.", False, "changed"),
    ]
    assert [item.text for item in news_between(since=between, edition=now).items] == ["De les heet anders."]


def test_what_changed_and_changed_back_is_no_news():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Even anders.")
    between = edition(of, 2027)
    changing.say(between, changing.lesson(), where, URGENT, "Even anders.")
    changing.rewrite(text="Deze les verandert niet.")
    assert news_between(since=since, edition=edition(of, 2028)).items == ()


def test_the_heaviest_class_on_the_way_counts():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    between = edition(of, 2027)
    changing.rewrite(text="Bel voortaan eerst!")
    now = edition(of, 2028)
    changing.say(between, changing.lesson(), where, SUBSTANTIAL, "U belt voortaan eerst.")
    changing.say(now, changing.lesson(), where, EDITORIAL)
    assert [item.text for item in news_between(since=since, edition=now).items] == ["U belt voortaan eerst."]
    assert news_between(since=between, edition=now).items == ()


def test_a_year_in_between_that_nobody_classed_counts_as_substantial():
    of = module()
    since = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    edition(of, 2027)
    changing.rewrite(text="Bel voortaan eerst!")
    now = edition(of, 2028)
    changing.say(now, changing.lesson(), where, EDITORIAL)
    assert [item.text for item in news_between(since=since, edition=now).items] == ["‘Tweede les’ is veranderd."]


def test_a_step_that_was_away_for_a_year_is_told_when_it_differs():
    of = module()
    since = edition(of, 2026)
    changing.lesson("tweede").unpublish()
    edition(of, 2027)
    changing.rewrite(text="Terug, en anders.")
    now = edition(of, 2028)
    changing.say(now, changing.lesson(), ChangeNote.WHOLE, EDITORIAL)
    assert told(news_between(since=since, edition=now)) == [
        ("Tweede les", "‘Tweede les’ is veranderd.", False, "changed")
    ]


# --- amendments -----------------------------------------------------------------------------------------------------


def amended(opened, *, kind, reason, text, day):
    changing.rewrite(text=text)
    now = datetime(2027, 5, day, 12, tzinfo=UTC)
    return amend(step=step(opened, "tweede"), kind=kind, reason=reason, by=person(), now=now)


def test_an_amendment_to_the_present_edition_is_news_with_its_own_class_and_reason():
    of = module()
    since = edition(of, 2026)
    now = edition(of, 2027)
    amended(now, kind=URGENT, reason="Het nummer klopte niet.", text="Bel 0800.", day=3)
    assert told(news_between(since=since, edition=now)) == [("Tweede les", "Het nummer klopte niet.", True, "changed")]


def test_an_editorial_amendment_is_no_news():
    of = module()
    since = edition(of, 2026)
    now = edition(of, 2027)
    amended(now, kind=EDITORIAL, reason="Een tikfout.", text="Deze les verandert niet!", day=3)
    assert news_between(since=since, edition=now).items == ()


def test_an_amendment_after_somebody_completed_counts_for_that_person_only():
    of = module()
    since = edition(of, 2026)
    amended(since, kind=URGENT, reason="Het nummer klopte niet.", text="Bel 0800.", day=3)
    now = edition(of, 2027)
    early, late = datetime(2027, 5, 1, tzinfo=UTC), datetime(2027, 5, 4, tzinfo=UTC)
    for present in (since, now):
        news = news_between(since=since, edition=present, completed_at=early)
        assert [(item.text, item.urgent) for item in news.items] == [("Het nummer klopte niet.", True)]
        assert news_between(since=since, edition=present, completed_at=late).items == ()
        assert news_between(since=since, edition=present).items == ()


# --- around ---------------------------------------------------------------------------------------------------------


def test_the_introduction_is_that_of_the_present_edition():
    of = module()
    since, now = edition(of, 2026), edition(of, 2027)
    EditionNews.objects.create(edition=since, intro="Oud.", at=changing.NOW)
    assert news_between(since=since, edition=now).intro == ""
    EditionNews.objects.create(edition=now, intro="Dit jaar ging het over bellen.", at=changing.NOW)
    news = news_between(since=since, edition=now)
    assert (news.year, news.intro) == (2027, "Dit jaar ging het over bellen.")


def test_other_modules_and_other_years_have_no_part_in_it():
    of = module()
    since = edition(of, 2026)
    now = edition(of, 2027)
    other = ModulePage(title="Andere", slug="andere", summary="Anders.")
    of.get_parent().add_child(instance=other)
    changing.publish(other)
    other = ModulePage.objects.get(pk=other.pk)
    changing.another_lesson(other, slug="elders")
    elsewhere = edition(ModulePage.objects.get(pk=other.pk), 2026)
    with pytest.raises(ValueError, match="own module"):
        news_between(since=elsewhere, edition=now)
    assert news_between(since=now, edition=since).items == ()


def test_a_change_has_one_note_of_a_known_class():
    of = module()
    now = edition(of, 2026)
    changing.say(now, changing.lesson(), "title", EDITORIAL)
    for wrong in (("title", URGENT, ""), ("minutes", "heavy", ""), ("summary", "", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            changing.say(now, changing.lesson(), *wrong)
    assert ChangeNote.objects.count() == 1


def test_the_number_of_queries_is_constant():
    of = module()
    since = edition(of, 2026)
    counted = []
    for year in (2027, 2028, 2029):
        changing.rewrite(text=f"Jaar {year}.")
        changing.retitle("eerste", title=f"Eerste les {year}")
        now = edition(of, year)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(news_between(since=since, edition=now).items) == 2
        counted.append(len(queries))
    assert counted == [6, 6, 6]

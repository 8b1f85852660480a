"""A ParentalKey on or to a polymorphic model is refused when the project starts."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from polymorphic.models import PolymorphicModel

from content.checks import no_parental_key_to_polymorphic_rows


@pytest.fixture
def scratch():
    """Let a test define models, and forget them afterwards."""
    before = dict(apps.all_models["content"])
    yield
    for name in set(apps.all_models["content"]) - set(before):
        del apps.all_models["content"][name]
    apps.clear_cache()


def found():
    return [(error.id, str(error.obj)) for error in no_parental_key_to_polymorphic_rows()]


def test_the_house_itself_passes():
    assert found() == []
    assert not [error for error in run_checks() if error.id == "content.E001"]


def test_polymorphic_rows_of_an_owner_are_refused(scratch):
    class Owner(ClusterableModel):
        class Meta:
            app_label = "content"

    class PolymorphicRow(PolymorphicModel):
        owner = ParentalKey(Owner, on_delete=models.CASCADE, related_name="rows")

        class Meta:
            app_label = "content"

    assert found() == [("content.E001", "content.PolymorphicRow.owner")]
    assert [error for error in run_checks() if error.id == "content.E001"], "the check is registered"


def test_rows_that_hang_on_a_polymorphic_base_are_refused(scratch):
    class RowOfBase(models.Model):
        question = ParentalKey("content.Question", on_delete=models.CASCADE, related_name="rows_of_base")

        class Meta:
            app_label = "content"

    assert found() == [("content.E001", "content.RowOfBase.question")]

"""System checks that keep known traps shut."""

from django.apps import apps
from django.core import checks
from modelcluster.fields import ParentalKey
from polymorphic.models import PolymorphicModel

from content.editions.pictures import has_avif


@checks.register(checks.Tags.models)
def no_parental_key_to_polymorphic_rows(app_configs=None, **kwargs):
    """Rows that a page or question owns must not be polymorphic, and nothing may hang on a polymorphic base.

    Publishing rebuilds owned rows with the class that the ParentalKey stands on or points at. Polymorphic rows become
    bare base rows and lose their fields, silently (wagtail#4202). A ParentalKey to one concrete subtype is safe: that
    class is what gets rebuilt.
    """
    models = [model for config in app_configs or apps.get_app_configs() for model in config.get_models()]
    return [
        checks.Error(
            f"{model._meta.label}.{field.name} is a ParentalKey {why}: publishing would lose the subtypes' fields.",
            hint="Use an ordered, non-polymorphic row with a plain ForeignKey to the polymorphic model.",
            obj=field,
            id="content.E001",
        )
        for model in models
        for field in model._meta.local_fields
        if isinstance(field, ParentalKey) and (why := _why_forbidden(model, field.related_model))
    ]


@checks.register()
def pictures_come_as_avif(app_configs=None, **kwargs):
    """Say so when this Pillow cannot write AVIF: pages then offer WebP, about twice as large."""
    if has_avif():
        return []
    return [
        checks.Info(
            "This Pillow cannot write AVIF; pictures of new editions come as WebP only.",
            hint="Install Pillow from its own wheel. Opening a page's next edition then adds the AVIF copies.",
            id="content.I001",
        )
    ]


def _why_forbidden(model, target):
    if issubclass(model, PolymorphicModel):
        return "on a polymorphic model"
    if isinstance(target, type) and issubclass(target, PolymorphicModel) and _has_subtypes(target):
        return "to a polymorphic base"
    return None


def _has_subtypes(model):
    return any(issubclass(other, model) and other is not model for other in apps.get_models())

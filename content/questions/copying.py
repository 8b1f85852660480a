"""Copy a question: a new draft with keys of its own."""

from django.db import transaction
from modelcluster.models import get_all_child_relations

from content.questions.base import new_key

OF_THE_ORIGINAL = {
    "key",
    "archived",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "latest_revision",
    "live_revision",
    "polymorphic_ctype",
}


@transaction.atomic
def copy_question(*, question, by=None):
    """Return an unpublished copy of what the editor shows of `question` (its latest draft), rows and all.

    The copy and each of its rows have new keys: an answer names an option by its key, and must never fit two questions.
    `pk = None; save()` would lose the rows.
    """
    original = question.get_real_instance().get_latest_revision_as_object()
    copy = type(original)(live=False, **_values(original, OF_THE_ORIGINAL))
    for relation in get_all_child_relations(type(original)):
        rows = getattr(original, relation.get_accessor_name()).all()
        copies = [type(row)(key=new_key(), **_values(row, {"key", relation.field.name})) for row in rows]
        setattr(copy, relation.get_accessor_name(), copies)
    copy.full_clean(exclude=["polymorphic_ctype"])
    copy.save()
    copy.save_revision(user=by, log_action=True)
    return copy


def _values(obj, without):
    """Return {name: value} of the concrete fields of `obj`, but for keys of the database and `without`."""
    return {
        field.name: getattr(obj, field.name)
        for field in obj._meta.concrete_fields
        if not field.primary_key and field.name not in without and not field.name.endswith("_ptr")
    }

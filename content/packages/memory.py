"""What a package last brought for an object, kept in the object's own history.

So loading the same package again changes nothing, even where a trainer has edited since; only what the package itself
changed is written.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log, registry

from content.editions.documents import digest

ACTION = "content.load_package"


@hooks.register("register_log_actions")
def register(actions):
    """Give the action its words in the history that trainers see."""
    actions.register_action(ACTION, _("Load from a package"), _("Loaded from a package"))


def is_known(obj, wanted: dict) -> bool:
    """Say whether the package brought exactly `wanted` the last time."""
    entry = _entries(obj).order_by("-timestamp", "-pk").first()
    return entry is not None and entry.data.get("digest") == digest(wanted)


def was_loaded(obj) -> bool:
    """Say whether a package ever brought `obj`."""
    return _entries(obj).exists()


def remember(obj, wanted: dict, by):
    """Note that the package brought `wanted` for `obj`."""
    log(instance=obj, action=ACTION, user=by, data={"digest": digest(wanted)})


def _entries(obj):
    return registry.get_logs_for_instance(obj).filter(action=ACTION)

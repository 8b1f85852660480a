"""Fixtures of what members do."""

import pytest
from wagtail.signal_handlers import disable_reference_index_auto_update


@pytest.fixture(autouse=True)
def without_indexes(settings):
    """Nobody searches pages here, or asks what refers to what: making a module costs half without these two indexes."""
    backends = {name: {**backend, "AUTO_UPDATE": False} for name, backend in settings.WAGTAILSEARCH_BACKENDS.items()}
    settings.WAGTAILSEARCH_BACKENDS = backends
    with disable_reference_index_auto_update():
        yield

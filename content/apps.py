from django.apps import AppConfig


class ContentConfig(AppConfig):
    """The library: what is taught. Knows no people."""

    name = "content"

    def ready(self):
        from content import checks  # noqa: F401
        from content.editions.protection import register_holds
        from content.help.copying import register_copying
        from content.packages import memory  # noqa: F401  (its action gets its words in the history)
        from content.previews.screens import register_previews
        from content.sheets import documents  # noqa: F401  (says what the document of a sheet is)

        register_holds()
        register_copying()
        register_previews()

"""What tests of “Verlaat deze pagina” share: its button, where it leads, and a page that waits for the server."""

WEATHER = "https://www.knmi.nl/"


def button(page):
    return page.get_by_role("navigation", name="Hulp").get_by_role("button", name="Verlaat deze pagina")


def wait_for_the_server(page) -> None:
    """Stop the timers of `page`: it leaves when the server has ended the session, however long that takes here.

    A real page waits 0.6 seconds and then leaves anyway, so on a busy machine the session might end a moment later.
    """
    page.clock.install(time=0)
    page.clock.pause_at(1000)

"""A session in which somebody showed, once more, who they are: what `/account/opnieuw/` leaves there."""

from datetime import timedelta

from django.utils import timezone

from courses.overview.names import fresh


def show_again(client, organisation, *, ago: float = 0):
    """As if the person signed in on `client` showed it `ago` seconds back for the desk of `organisation`."""
    session = client.session
    fresh.ask(session, organisation=organisation, back="")
    fresh.note_shown(session, now=timezone.now() - timedelta(seconds=ago))
    session.save()

"""A member with a browser without scripts: reads pages, presses what is on them."""

import re
from html import unescape


class Walker:
    """Drives django's test client by what stands on the page."""

    def __init__(self, client, edition):
        self.client = client
        self.root = f"/leren/{edition.pk}/"
        self.url = None
        self.html = ""
        self.status = None

    def get(self, url):
        return self._arrived(self.client.get(self._full(url), follow=True))

    def post(self, url, **data):
        return self._arrived(self.client.post(self._full(url), data, follow=True))

    def _full(self, url):
        return url if url.startswith("/") else self.root + url

    def _arrived(self, response):
        self.status = response.status_code
        self.url = response.request["PATH_INFO"]
        self.html = response.content.decode()
        self.redirects = [place for place, _status in getattr(response, "redirect_chain", [])]
        return self

    @property
    def title(self):
        return unescape(re.search(r"<title>(.*?)</title>", self.html, re.S)[1]).strip()

    @property
    def heading(self):
        return unescape(re.sub("<.*?>", "", re.search(r"<h1[^>]*>(.*?)</h1>", self.html, re.S)[1]))

    def hidden(self, name):
        found = re.search(rf'name="{name}" value="([^"]+)"', self.html)
        return found and unescape(found[1])

    def link(self, text):
        """The address of the link whose text is `text`."""
        for address, inner in re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', self.html, re.S):
            if unescape(re.sub("<.*?>", "", inner)).strip() == text:
                return unescape(address)
        return None

    # --- what members do ---

    def begin(self, step):
        return self.post(f"{step}/")

    def go_on(self):
        """Press Verder on a screen of a lesson."""
        return self.post(self.url, seen=self.hidden("seen"))

    def finish_lesson(self, step=1, screens=3):
        self.begin(step)
        for _ in range(screens):
            self.go_on()
        return self

    def choose(self, choice, scene):
        return self.post(self.url, choice=choice, scene=scene, seen=self.hidden("seen"))

    def finish_dilemma(self, step=2):
        self.begin(step)
        self.choose("bewaren", "avond")
        return self.post(self.url, finish="1", seen=self.hidden("seen"))

    def answer(self, option):
        return self.post(self.url, turn=self.hidden("turn"), answer=option)

    def next_question(self):
        return self.get(self.link("Volgende vraag"))

    def finish_quiz(self, step=3, option="bellen"):
        self.begin(step)
        while True:
            self.answer(option)
            if self.link("Volgende vraag") is None:
                return self
            self.next_question()

"""Driving the real question editor: read its form as a browser would, change something, send it back."""

from html.parser import HTMLParser

from django.urls import reverse


class FormReader(HTMLParser):
    """The names and values of the editor's form, without what sits in a template for new rows."""

    def __init__(self, html):
        super().__init__()
        self.values = {}
        self._form = self._textarea = self._select = None
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._form = attrs.get("id") == "w-editor-form" or "data-edit-form" in attrs
        elif tag == "template":
            self._depth += 1
        if not self._form or self._depth:
            return
        name = attrs.get("name")
        if tag == "input" and name and (attrs.get("type") not in ("checkbox", "radio", "submit") or "checked" in attrs):
            self.values[name] = attrs.get("value", "on" if attrs.get("type") == "checkbox" else "")
        elif tag == "textarea" and name:
            self._textarea = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in attrs:
            self.values[self._select] = attrs.get("value", "")

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = False
        elif tag == "template":
            self._depth -= 1
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None


def address(model_or_question, screen, *args):
    return reverse(model_or_question.snippet_viewset.get_url_name(screen), args=args)


def editor_of(client, question):
    """Return the editor's form as the browser holds it: {name: value}."""
    response = client.get(address(question, "edit", question.pk))
    assert response.status_code == 200
    values = FormReader(response.content.decode()).values
    values.pop("csrfmiddlewaretoken", None)
    return values


def send(client, question, values, *, publish=False, **headers):
    data = {**values, **({"action-publish": "action-publish"} if publish else {})}
    return client.post(address(question, "edit", question.pk), data, **headers)


def rich(text):
    """Text as the rich text editor sends it."""
    import json

    block = {"key": "abcde", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block] if text else [], "entityMap": {}})


def add_row(values, name, **fields):
    """Add a row as the editor's button does: without id and without key."""
    number = int(values[f"{name}-TOTAL_FORMS"])
    values[f"{name}-TOTAL_FORMS"] = str(number + 1)
    values |= {f"{name}-{number}-id": "", f"{name}-{number}-key": "", f"{name}-{number}-ORDER": str(number + 1)}
    values |= {f"{name}-{number}-{field}": value for field, value in fields.items()}
    return values

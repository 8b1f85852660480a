"""Every word of every text is in the Dutch dictionary or on the project's list."""

from tests.content.starter.spelling import misspelt, own_words, words_of
from tests.content.starter.texts import starter


def test_every_word_is_spelt_right():
    found = misspelt(starter().manuscripts, own_words())
    assert not found, "\n" + "\n".join(f"{word}: {'; '.join(places[:3])}" for word, places in found.items())


def test_the_list_holds_only_words_that_are_used():
    assert list(own_words()) == sorted(set(own_words()), key=lambda word: (word.casefold(), word)), "sorted, each once"
    unused = set(own_words()) - words_of(starter().manuscripts).keys()
    assert not unused, f"no text has these: {sorted(unused)}"

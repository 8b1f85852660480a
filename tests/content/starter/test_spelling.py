"""Every word of every text is in the Dutch dictionary or on the project's list."""

from tests.content.starter.spelling import misspelt, own_words, unknown, words_of
from tests.content.starter.texts import starter


def test_every_word_is_spelt_right():
    found = misspelt(starter().manuscripts, own_words())
    assert not found, "\n" + "\n".join(f"{word}: {'; '.join(places[:3])}" for word, places in found.items())


def test_the_list_holds_only_what_is_needed():
    assert list(own_words()) == sorted(set(own_words()), key=lambda word: (word.casefold(), word)), "sorted, each once"
    needless = set(own_words()) - unknown(words_of(starter().manuscripts))
    assert not needless, f"no text needs these: {sorted(needless)}"

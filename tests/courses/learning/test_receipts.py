"""The receipt is plain data, and its reference can be read aloud."""

import json
import re
from datetime import UTC, datetime
from types import SimpleNamespace

from content.editions.documents import digest
from courses.learning.receipts import new_reference, receipt_of

EDITION = SimpleNamespace(pk=7, frozen_id="e" * 64, module_id=3, year=2026)


def a_receipt(*, shown=False, **refresher):
    return receipt_of(
        reference="2026-K7Q4-9MTD",
        edition=EDITION,
        steps=[(1, 11, "a" * 64, shown), (2, 12, "b" * 64, False)],
        questions=[("eerste", "c" * 64)],
        rules=[(2, {"rule": "mastery"})],
        completed_at=datetime(2026, 11, 10, 20, 15, 3, 999, tzinfo=UTC),
        **refresher,
    )


def test_a_receipt_survives_storage_with_the_same_digest():
    stored = json.loads(json.dumps(a_receipt()))
    assert stored == a_receipt()
    assert digest(stored) == digest(a_receipt())


def test_a_receipt_says_what_was_seen_and_under_which_rule():
    receipt = a_receipt()
    assert receipt["steps"] == [
        {"position": 1, "page": 11, "digest": "a" * 64, "how": "seen"},
        {"position": 2, "page": 12, "digest": "b" * 64, "how": "seen"},
    ]
    assert (receipt["v"], receipt["route"], receipt["since"]) == (2, "full", None)
    assert receipt["check"] == receipt["must_see"] == []
    assert receipt["questions"] == [{"key": "eerste", "digest": "c" * 64}]
    assert receipt["reference"] == "2026-K7Q4-9MTD"
    assert receipt["rules"] == [{"position": 2, "rule": "mastery"}]
    assert receipt["completed_at"] == "2026-11-10T20:15:03+00:00"


def test_a_receipt_of_a_refresher_says_what_was_shown_and_what_was_asked():
    receipt = a_receipt(shown=True, since=5, check=[("eerste", "d" * 64)], must_see=[(1, "scherm", "a" * 64)])
    assert (receipt["route"], receipt["since"]) == ("refresher", 5)
    assert [step["how"] for step in receipt["steps"]] == ["shown", "seen"]
    assert receipt["check"] == [{"key": "eerste", "digest": "d" * 64}]
    assert receipt["must_see"] == [{"position": 1, "screen": "scherm", "digest": "a" * 64}]
    assert json.loads(json.dumps(receipt)) == receipt


def test_a_reference_has_no_letters_that_look_alike():
    references = {new_reference(2026) for _ in range(500)}
    assert len(references) == 500
    for reference in references:
        assert re.fullmatch(r"2026-[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}", reference)

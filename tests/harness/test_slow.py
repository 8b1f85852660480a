"""`make quick` leaves out what was slow in a whole run, and nothing else."""

from tests.harness import slow

CASE = '<testcase classname="tests.a.test_b{}" name="{}" time="{}"/>'


def report(tmp_path, *cases):
    path = tmp_path / "report.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(CASE.format(*case) for case in cases)}</testsuite></testsuites>")
    return path


def test_slow_is_an_average_over_the_cases_or_one_long_case(tmp_path):
    found = slow.slow_in(
        report(
            tmp_path,
            ("", "test_quick", 0.1),
            ("", "test_slow", 0.9),
            ("", "test_mixed[one]", 0.9),
            ("", "test_mixed[two]", 0.01),
            ("", "test_mixed[three]", 0.01),
            ("", "test_many[first]", 6),
            *(("", f"test_many[{number}]", 0.001) for number in range(100)),
            (".TestHouse", "test_slow[a::b]", 3),
        )
    )
    assert found == [
        "tests.a.test_b.TestHouse::test_slow",
        "tests.a.test_b::test_many",
        "tests.a.test_b::test_mixed",
        "tests.a.test_b::test_slow",
    ]


def test_pytest_and_its_report_call_a_test_by_the_same_name():
    assert slow.name_of("tests/a/test_b.py::test_slow") == "tests.a.test_b::test_slow"
    assert slow.name_of("tests/a/test_b.py::TestHouse::test_slow[a::b-1]") == "tests.a.test_b.TestHouse::test_slow"


def test_the_list_is_written_from_the_report_and_read_again(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(slow, "LIST", tmp_path / "slow.txt")
    monkeypatch.setattr(slow, "REPORT", tmp_path / "none.xml")
    assert slow.main() == 1 and "make test" in capsys.readouterr().out
    monkeypatch.setattr(slow, "REPORT", report(tmp_path, ("", "test_slow", 0.9), ("", "test_quick", 0.1)))
    assert slow.main() == 0
    assert slow.listed(tmp_path / "slow.txt") == {"tests.a.test_b::test_slow"}


def test_left_out_are_the_tests_of_the_list(request):
    """Each name of the list is a test, or was one: a list that names other things would leave out nothing."""
    assert all(name.startswith("tests.") and name.count("::") == 1 for name in slow.listed())
    if request.config.getoption("--quick"):
        assert not {slow.name_of(item.nodeid) for item in request.session.items} & slow.listed()

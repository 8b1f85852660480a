"""The throwaway cluster: reachable through its socket only, and gone afterwards."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import environ
import psycopg
import pytest

from tests.harness import postgres
from tests.harness.tools import postgres_folder

pytestmark = pytest.mark.skipif(postgres_folder() is None, reason="there is no PostgreSQL server on this machine")


def connect(url: str) -> psycopg.Connection:
    given = environ.Env.db_url_config(url)
    return psycopg.connect(host=given["HOST"], port=given["PORT"], user=given["USER"], dbname=given["NAME"])


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_cluster_takes_connections_on_its_socket_and_nowhere_else():
    with postgres.cluster() as server:
        with connect(server.url()) as session:
            show = {name: session.execute(f"SHOW {name}").fetchone()[0] for name in ("listen_addresses", "fsync")}
        assert show == {"listen_addresses": "", "fsync": "off"}
        assert server.folder.stat().st_mode & 0o077 == 0
        assert server.folder.stat().st_uid != 0
        assert len(os.fsencode(server.folder / ".s.PGSQL.5432")) < postgres.SOCKET_LIMIT
    assert not server.folder.exists()
    assert not alive(server.pid)


def test_nothing_stays_when_the_run_breaks_off():
    with pytest.raises(KeyboardInterrupt), postgres.cluster() as server:
        raise KeyboardInterrupt
    assert not server.folder.exists()
    assert not alive(server.pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_stays_when_the_run_is_told_to_end(number):
    # a run started in the background would inherit an ignored SIGINT
    waits = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n" + (
        "from tests.harness import postgres\n"
        "with postgres.cluster() as server:\n    print(server.folder, server.pid, flush=True)\n    input()\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", waits],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    folder, pid = run.stdout.readline().rsplit(" ", 1)
    assert Path(folder).exists()
    run.send_signal(number)
    assert run.wait(timeout=60) != 0
    run.stdin.close()
    run.stdout.close()
    assert not Path(folder).exists()
    assert not alive(int(pid))


def test_a_path_too_long_for_a_socket_is_refused_in_words(tmp_path, monkeypatch):
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    monkeypatch.setattr(postgres.tempfile, "tempdir", str(deep))
    with pytest.raises(postgres.ClusterFailed, match="set TMPDIR"), postgres.cluster():
        pass
    assert list(deep.iterdir()) == []


def test_a_failing_initdb_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    (tmp_path / "initdb").write_text("#!/bin/sh\necho no room >&2\nexit 1\n")
    (tmp_path / "initdb").chmod(0o755)
    for folder in [tmp_path, *tmp_path.parents[:3]]:
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o755)  # the unprivileged user must be able to reach the program
    monkeypatch.setattr(postgres, "postgres_folder", lambda: tmp_path)
    made = []
    monkeypatch.setattr(
        postgres, "_folder_for", lambda user, make=postgres._folder_for: made.append(make(user)) or made[0]
    )
    with pytest.raises(postgres.ClusterFailed, match="no room"), postgres.cluster():
        pass
    assert not made[0].exists()

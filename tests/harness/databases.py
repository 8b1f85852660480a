"""One migrated database per run; every worker and every transactional test starts from a copy of it.

Migrating costs many seconds of processor time, copying some hundredths. A copy also brings back what migrations wrote
(Wagtail's root page, the triggers on frozen rows), which Django's own flush between transactional tests destroys.
"""

import ast
import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

ROOMS = ("elearning", "courses", "content")
KEPT_TEMPLATES = 3
BUSY_SECONDS = 20


class NoMigrations:
    """What MIGRATION_MODULES is for `--no-migrations`: no app has any, so tables are made from the models."""

    def __contains__(self, label: str) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


def migrations_digest(root: Path) -> str:
    """Names everything a migrated, empty database depends on: migrations, the own modules they import, packages."""
    files = {path for room in ROOMS for path in (root / room).glob("**/migrations/*.py")}
    files |= {module for path in list(files) for module in _own_imports(root, path)}
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    packages = {f"{found.metadata['Name']}=={found.version}" for found in metadata.distributions()}
    digest.update("\n".join([sqlite3.sqlite_version, *sorted(packages)]).encode())
    return digest.hexdigest()


def _own_imports(root: Path, path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            module = root.joinpath(*name.split(".")).with_suffix(".py")
            if name.split(".")[0] in ROOMS and module.is_file():
                yield module


@contextlib.contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold `lock` against the other workers of this machine."""
    with open(lock, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _point(connection: BaseDatabaseWrapper, name: str) -> None:
    """Let this connection, and every thread's from now on, use database `name`."""
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.settings_dict["TEST"]["NAME"] = name
    # a thread of the live server must not keep a session in a database that is about to be replaced
    connection.settings_dict["CONN_MAX_AGE"] = 0


def _migrate() -> None:
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)


class SqliteDatabases:
    """Files: the template in the run's folder, each worker's copy beside it."""

    def __init__(self, connection: BaseDatabaseWrapper, folder: Path, run: str, worker: str):
        self.connection = connection
        self.template = folder / "template.sqlite3"
        self.copy = folder / f"{worker}.sqlite3"

    def make_template(self, kept: Path | None) -> None:
        """Migrate a new file, or bring the kept one of an earlier run up to date; once per run."""
        if self.template.exists():
            return
        draft = self.template.with_suffix(".draft")
        if kept and kept.exists():
            shutil.copyfile(kept, draft)
        _point(self.connection, str(draft))
        _migrate()
        self.connection.close()
        if kept and not kept.exists():
            _keep(draft, kept)
        os.replace(draft, self.template)

    def adopt(self) -> None:
        """Make this worker's own copy and use it."""
        shutil.copyfile(self.template, self.copy)
        _point(self.connection, str(self.copy))

    def restore(self) -> None:
        """Write the template over this worker's copy in place: threads that have it open see the fresh content."""
        with (
            contextlib.closing(sqlite3.connect(self.template)) as source,
            contextlib.closing(sqlite3.connect(self.copy, timeout=BUSY_SECONDS, isolation_level=None)) as target,
        ):
            # backup() waits for ever on a lock; this fails in words ("database is locked") when a test left one behind
            target.execute("BEGIN IMMEDIATE")
            target.execute("ROLLBACK")
            source.backup(target)

    def drop(self) -> None:
        """Remove this worker's copy."""
        self.connection.close()
        for path in self.copy.parent.glob(f"{self.copy.name}*"):
            path.unlink()


def _keep(draft: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}")
    shutil.copyfile(draft, partial)
    os.replace(partial, kept)
    oldest_last = sorted(kept.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in oldest_last[KEPT_TEMPLATES:]:
        old.unlink(missing_ok=True)


class PostgresDatabases:
    """Databases in the cluster of DATABASE_URL, copied by CREATE DATABASE … TEMPLATE."""

    def __init__(self, connection: BaseDatabaseWrapper, folder: Path, run: str, worker: str):
        self.connection = connection
        self.template = f"test_{run}_template"
        self.copy = f"test_{run}_{worker}"

    def _administer(self, *statements: str) -> list:
        with self.connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def make_template(self, kept: Path | None) -> None:
        """Migrate a new database; once per run."""
        if self._administer(f"SELECT 1 FROM pg_database WHERE datname = '{self.template}'"):
            return
        draft = f"{self.template}_draft"
        self._administer(f'DROP DATABASE IF EXISTS "{draft}"', f'CREATE DATABASE "{draft}"')
        _point(self.connection, draft)
        _migrate()
        self.connection.close()
        self._administer(f'ALTER DATABASE "{draft}" RENAME TO "{self.template}"')

    def adopt(self) -> None:
        """Make this worker's own copy and use it."""
        self.connection.close()
        self._administer(f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.template}"')
        _point(self.connection, self.copy)

    def restore(self) -> None:
        """Replace this worker's copy; sessions that threads still hold are ended."""
        self._administer(
            f'DROP DATABASE "{self.copy}" WITH (FORCE)', f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.template}"'
        )

    def drop(self) -> None:
        """Remove this worker's copy."""
        self.connection.close()
        self._administer(f'DROP DATABASE "{self.copy}" WITH (FORCE)')

    def drop_template(self) -> None:
        """Remove the template, at the end of a run on a server that stays."""
        self.connection.close()
        self._administer(f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)')


KINDS = {"sqlite": SqliteDatabases, "postgresql": PostgresDatabases}


def databases_for(
    *, root: Path, folder: Path, run: str, worker: str, migrations: bool, keep: bool
) -> SqliteDatabases | PostgresDatabases:
    """This worker's database, made and in use.

    `folder` is shared by the workers of one run, `run` its short name; `keep` allows a template of an earlier run with
    the same migrations (SQLite only). Raises KeyError for a database that the product does not support.
    """
    connection = connections["default"]
    databases = KINDS[connection.vendor](connection, folder, run, worker)
    kept = None
    if not migrations:
        settings.MIGRATION_MODULES = NoMigrations()
    elif keep:
        kept = root / ".make" / "templates" / f"{migrations_digest(root)[:20]}.sqlite3"
    with only_one(folder / "database.lock"):
        databases.make_template(kept)
        databases.adopt()
    return databases

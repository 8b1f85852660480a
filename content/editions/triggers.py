"""Insert-only tables: an UPDATE is refused by the database, on SQLite and on PostgreSQL.

DELETE stays allowed: foreign keys guard it where needed, erasure must be able to delete, and a DELETE trigger would
make `manage.py flush` (which tests use) fail.
"""

from django.db import migrations


def forbid_update(table):
    """Return the migration operation that makes `table` refuse every UPDATE with IntegrityError."""
    name = f"{table}_is_insert_only"
    message = f"{table} is insert-only"

    def create(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )

    def drop(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")

    return migrations.RunPython(create, drop)

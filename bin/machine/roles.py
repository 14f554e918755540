"""Run by the environment's Python: creates logins, roles and the database on a server, as its administrator.

Reads one JSON object from standard input: administrator (address), database, passwords {login: password},
roles (file). Running it again changes nothing.
"""

import json
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from machine.steps import Failure, say
from machine.urls import OWNER, WEB, database, with_database


def main() -> int:
    task = json.load(sys.stdin)
    try:
        apply(task["administrator"], task["passwords"], Path(task["roles"]))
    except Failure as failure:
        say(str(failure))
        return 1
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        say(f"The database server refused ({reason}): mend DATABASE_URL or that server.")
        return 1
    return 0


def apply(administrator: str, passwords: dict[str, str], roles: Path) -> None:
    name = database(administrator)
    with psycopg.connect(existing(administrator), autocommit=True, connect_timeout=10) as connection:
        if connection.info.server_version < 150000:
            major = connection.info.server_version // 10000
            raise Failure(
                f"The server in DATABASE_URL is PostgreSQL {major}: give one of version 15 or newer."
            )
        connection.execute("select pg_advisory_lock(hashtext('saaska roles'))")
        create_roles(connection, roles)
        for login, password in passwords.items():
            if password:
                change = sql.SQL("alter role {} password {}").format(
                    sql.Identifier(login), sql.Literal(password)
                )
                connection.execute(change)
        owner = connection.execute(
            "select pg_get_userbyid(datdba) from pg_database where datname = %s", [name]
        ).fetchone()
        if owner is None:
            create = sql.SQL("create database {} owner {} template template0 encoding 'UTF8'")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(OWNER)))
        elif owner[0] != OWNER:
            give = sql.SQL("alter database {} owner to {}")
            connection.execute(give.format(sql.Identifier(name), sql.Identifier(OWNER)))


def existing(administrator: str) -> str:
    """The address itself, or of the server's maintenance database while ours is still to be created."""
    try:
        psycopg.connect(administrator, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        if f'database "{database(administrator)}" does not exist' not in str(error):
            raise
        return with_database(administrator, "postgres")
    return administrator


def create_roles(connection: psycopg.Connection, roles: Path) -> None:
    try:
        connection.execute(roles.read_bytes())
    except psycopg.errors.InsufficientPrivilege:
        raise Failure(
            "The login in DATABASE_URL may not create roles: give an administrator's address, or run"
            f" {roles} yourself and give {WEB}'s address as DATABASE_URL, {OWNER}'s as DATABASE_OWNER_URL."
        ) from None


if __name__ == "__main__":
    sys.exit(main())

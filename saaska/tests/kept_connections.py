"""One connection after another for the threads of live_server, like the pool of the server in production.

Django's server closes a thread's connection after every request, and PostgreSQL begins a process for every new one.
"""

from typing import Any, Final

from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS: Final = "default"


class Keeper:
    """Connections that no thread has at the moment."""

    def __init__(self) -> None:
        self._free: list[BaseDatabaseWrapper] = []

    def lend(self) -> None:
        """Gives this thread a connection of its own."""
        try:
            connections[ALIAS] = self._free.pop()
        except IndexError:
            connection = connections.create_connection(ALIAS)
            connection.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": None}
            connection.inc_thread_sharing()
            connections[ALIAS] = connection

    def take_back(self) -> None:
        """Keeps it for the next thread, unless this one has left something half done. It asks the database nothing: a
        browser may close what it kept open when the test, and with it everybody's access, is over."""
        connection = connections[ALIAS]
        del connections[ALIAS]
        if connection.connection is None or connection.autocommit:
            self._free.append(connection)
        else:
            connection.close()


def keep_connections() -> None:
    """From now on, for every server that a test starts."""
    keeper = Keeper()
    process = ThreadedWSGIServer.process_request_thread

    def process_request_thread(self: ThreadedWSGIServer, request: Any, client_address: Any) -> None:
        keeper.lend()
        try:
            process(self, request, client_address)
        finally:
            keeper.take_back()

    ThreadedWSGIServer.process_request_thread = process_request_thread  # type: ignore[method-assign]
    ThreadedWSGIServer._close_connections = lambda self: None  # type: ignore[method-assign]

"""For all tests: the network is blocked, and the cache of indexes is a folder of the test run."""

import socket

import pytest


@pytest.fixture(autouse=True)
def _offline(monkeypatch, tmp_path_factory):
    def refuse(*_):
        raise AssertionError("a test must not open a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))

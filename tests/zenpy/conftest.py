"""One desk for all tests; each makes what it needs in it, under names of its own."""

import itertools
import time

import pytest
import requests
from desk import ADMIN, Desk
from zenpy import Zenpy

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def desk():
    with Desk("--requests-per-minute", "0") as desk:
        yield desk


@pytest.fixture(autouse=True)
def towards_the_desk(monkeypatch, desk):
    point_zenpy_at(monkeypatch, desk)


def point_zenpy_at(monkeypatch, desk):
    monkeypatch.setenv("ZENPY_FORCE_NETLOC", desk.netloc)
    monkeypatch.setenv("ZENPY_FORCE_SCHEME", "http")


def client_of(desk, **options):
    """The client as an admin with a token; without its cache, so that every answer is the server's."""
    return Zenpy(subdomain="desk", email=ADMIN, token=desk.token, disable_cache=True, **options)


@pytest.fixture
def zenpy(desk):
    return client_of(desk)


@pytest.fixture(scope="module")
def module_zenpy(desk):
    """The client for what the tests of a file share."""
    with pytest.MonkeyPatch.context() as patch:
        point_zenpy_at(patch, desk)
        yield client_of(desk)


@pytest.fixture(scope="session")
def http(desk):
    """The same credentials without the client, for what it hides."""
    session = requests.Session()
    session.auth = (f"{ADMIN}/token", desk.token)
    return session


@pytest.fixture
def word():
    """A word that no other test uses."""
    return f"zq{next(_numbers):04d}word"


@pytest.fixture
def eventually():
    """Asks until the answer is as wanted; the search index and bulk jobs follow a change within a second."""
    def ask(question, wanted, patience=30):
        end = time.monotonic() + patience
        while True:
            answer = question()
            if wanted(answer) or time.monotonic() > end:
                assert wanted(answer), f"still {answer!r}"
                return answer
            time.sleep(0.1)

    return ask

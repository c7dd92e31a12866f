"""What is refused becomes the client's own exceptions."""

import pytest
from conftest import client_of, point_zenpy_at
from desk import ADMIN, Desk
from zenpy import Zenpy
from zenpy.lib.api_objects import Comment, Ticket, User, View
from zenpy.lib.exception import APIException, RatelimitBudgetExceeded, RecordNotFoundException


@pytest.mark.parametrize("what", ["tickets", "users", "organizations", "groups", "views"])
def test_what_does_not_exist_is_not_found(zenpy, what):
    with pytest.raises(RecordNotFoundException) as refusal:
        getattr(zenpy, what)(id=987_654_321)
    assert refusal.value.response.json() == {"error": "RecordNotFound", "description": "Not found"}


@pytest.mark.parametrize(
    ("attempt", "field"),
    [
        (lambda zenpy: zenpy.tickets.create(Ticket(subject="x", comment=Comment(body="y"), status="nonsense")), "status"),
        (lambda zenpy: zenpy.users.create(User(name="", email="someone@customer.example")), "name"),
        (lambda zenpy: zenpy.users.create(User(name="Someone", email=ADMIN)), "email"),
        (lambda zenpy: zenpy.views.create(View(title="", all=[])), "title"),
    ],
)
def test_bad_input_is_refused_with_the_field_s_name(zenpy, attempt, field):
    with pytest.raises(APIException) as refusal:
        attempt(zenpy)
    assert refusal.value.response.status_code == 422
    answer = refusal.value.response.json()
    assert answer["error"] == "RecordInvalid"
    assert set(answer["details"][field][0]) >= {"error", "description"}


def test_bad_input_changes_nothing(zenpy, word):
    ticket = zenpy.tickets.create(Ticket(subject=word, comment=Comment(body="Hello."))).ticket
    before = zenpy.tickets(id=ticket.id).to_dict()
    with pytest.raises(APIException):
        zenpy.tickets.update(Ticket(id=ticket.id, status="solved", priority="nonsense", comment=Comment(body="No.")))
    assert zenpy.tickets(id=ticket.id).to_dict() == before
    assert len(list(zenpy.tickets.comments(ticket))) == 1


def test_a_wrong_token_is_refused(desk):
    stranger = Zenpy(subdomain="desk", email=ADMIN, token="wrong", disable_cache=True)
    with pytest.raises(APIException) as refusal:
        stranger.users.me()
    assert refusal.value.response.status_code == 401


def test_a_customer_may_not_use_the_agents_api(zenpy, desk, word):
    user = zenpy.users.create(User(name=word, email=f"{word}@customer.example"))
    ticket = zenpy.tickets.create(Ticket(subject=word, comment=Comment(body="Hello."))).ticket
    stranger = Zenpy(subdomain="desk", email=user.email, token=desk.token, disable_cache=True)
    with pytest.raises(APIException) as refusal:
        stranger.tickets(id=ticket.id)
    assert refusal.value.response.status_code in (401, 403, 404)


def test_two_changes_at_once_are_a_conflict(zenpy, http, desk, word):
    ticket = zenpy.tickets.create(Ticket(subject=word, comment=Comment(body="Hello."))).ticket
    seen = http.get(f"{desk.url}/api/v2/tickets/{ticket.id}/conversation.json").json()["updated_stamp"]
    zenpy.tickets.update(Ticket(id=ticket.id, priority="high"))
    with pytest.raises(APIException) as refusal:
        zenpy.tickets.update(Ticket(id=ticket.id, priority="low", safe_update=True, updated_stamp=seen))
    assert refusal.value.response.status_code == 409
    assert refusal.value.response.json()["error"] == "UpdateConflict"
    assert zenpy.tickets(id=ticket.id).priority == "high"


def test_too_many_requests_spend_the_client_s_patience(monkeypatch):
    with Desk("--requests-per-minute", "3") as busy:
        point_zenpy_at(monkeypatch, busy)
        hasty = client_of(busy, ratelimit_budget=1)
        with pytest.raises(RatelimitBudgetExceeded):
            for _ in range(4):
                hasty.users.me()

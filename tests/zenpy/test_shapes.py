"""Answers have the shapes that were recorded of the API whose shapes these are.

The recordings are other people's (see the README beside them) and not part of this project; without them nothing is
compared. Of each recorded endpoint that the desk has, one call is made and its status and properties are compared.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from shapes import faults

RECORDED = Path(__file__).resolve().parents[2].parent / "shared/corpora/zendesk_clients/shapes.jsonl"

# Where the answers differ on purpose: the end of a fault, and why.
MEANT = {
    r"events\[\]\.value: int instead of .*": "ids are numbers in audits too",
    r"metadata\.system\.\w+: missing": "nobody's whereabouts are recorded",
    r"via\.source\.to\.\w+: missing": "what came through the API was sent to no address",
    r"job_status\.results: list instead of object": "recorded of one single update; a job that is done has a list",
    r"job_status\.results\[\]\.account_id: missing": "a desk is one account",
    r"(user|organization)_fields\.\w+: missing": "these were the account's own fields",
}


def key_of(method, path):
    """`GET /api/v2/tickets/{}`: the same for every id and token, with and without `.json`."""
    path = re.sub(r"\{[^}]*\}", "{}", path.removesuffix(".json"))
    path = re.sub(r"/(V3-[0-9a-f]+|\d+)(?=/|$)", "/{}", path)
    path = re.sub(r"^(/api/v2/uploads)/[^/{]+$", r"\1/{}", path)
    return f"{method.upper()} {path}"


@pytest.fixture(scope="module")
def offered(desk, http):
    """The endpoints in the desk's own document."""
    paths = http.get(f"{desk.url}/api/v2/openapi.json").json()["paths"]
    return {key_of(method, path) for path, methods in paths.items() for method in methods}


class Caller:
    """Makes one call of each endpoint, on things made for it."""

    def __init__(self, desk, http):
        self._api, self._http, self._number = f"{desk.url}/api/v2", http, 0

    def call(self, method, path, **how):
        return self._http.request(method, f"{self._api}/{path}", **how)

    def make(self, what, **fields):
        answer = self.call("POST", f"{what}s.json", json={what: fields})
        assert answer.status_code == 201, answer.text
        return answer.json()[what]["id"]

    def name(self):
        self._number += 1
        return f"Shape {self._number}"

    def ticket(self):
        return self.make("ticket", subject=self.name(), comment={"body": "Hello."}, tags=["shape"])

    def deleted_ticket(self):
        ticket = self.ticket()
        assert self.call("DELETE", f"tickets/{ticket}.json").status_code == 204
        return ticket

    def user(self):
        return self.make("user", name=self.name(), email=f"shape{self._number}@customer.example")

    def organization(self):
        return self.make("organization", name=self.name())

    def group(self):
        return self.make("group", name=self.name())

    def view(self):
        everything = [{"field": "status", "operator": "less_than", "value": "closed"}]
        return self.make("view", title=self.name(), all=everything)

    def macro(self):
        return self.make("macro", title=self.name(), actions=[{"field": "status", "value": "solved"}])

    def field(self):
        return self.make("ticket_field", type="text", title=self.name())

    def comment(self, **more):
        ticket = self.make("ticket", subject=self.name(), comment={"body": "Hello.", **more})
        comments = self.call("GET", f"tickets/{ticket}/comments.json").json()["comments"]
        return f"{ticket}/comments/{comments[0]['id']}"

    def file_on_a_comment(self):
        comment = self.comment(uploads=[self.upload().json()["upload"]["token"]])
        ticket = comment.split("/")[0]
        file = self.call("GET", f"tickets/{ticket}/comments.json").json()["comments"][0]["attachments"][0]
        return f"{comment}/attachments/{file['id']}"

    def record_field(self):
        name = self.name()
        return {"type": "text", "title": name, "key": name.lower().replace(" ", "_")}

    def user_field(self):
        return self.make("user_field", **self.record_field())

    def organization_field(self):
        return self.make("organization_field", **self.record_field())

    def status_fields(self):
        label = self.name()
        return {"status_category": "open", "agent_label": label, "end_user_label": label}

    def custom_status(self):
        made = self.call("POST", "custom_statuses.json", json={"custom_status": self.status_fields()})
        return made.json()["custom_status"]["id"]

    def upload(self):
        return self.call("POST", "uploads.json?filename=shape.txt", data=b"shape")

    def job(self):
        return self.call("PUT", f"tickets/update_many.json?ids={self.ticket()}", json={"ticket": {"priority": "low"}})


def calls(caller):
    """How each endpoint is called; a function, because the call needs something made before it."""
    call = caller.call

    def get(path):
        return lambda: call("GET", path)

    def of(make, method, path, **how):
        return lambda: call(method, path.format(make()), **how)

    def pages(what):
        return get(f"{what}.json?page[size]=2")

    def post(what, fields):
        return lambda: call("POST", f"{what}s.json", json={what: fields() if callable(fields) else fields})

    ticket, user, view = caller.ticket, caller.user, caller.view
    organization, group, deleted = caller.organization, caller.group, caller.deleted_ticket

    def people():
        name = caller.name()
        return {"name": name, "email": f"{name.replace(' ', '')}@customer.example"}

    return {
        "GET /api/v2/incremental/tickets/cursor": get("incremental/tickets/cursor.json?start_time=0&per_page=2"),
        "GET /api/v2/incremental/users/cursor": get("incremental/users/cursor.json?start_time=0&per_page=2"),
        "GET /api/v2/incremental/tickets": get("incremental/tickets.json?start_time=0&per_page=2"),
        "GET /api/v2/incremental/users": get("incremental/users.json?start_time=0&per_page=2"),
        "GET /api/v2/tickets": pages("tickets"),
        "GET /api/v2/users": pages("users"),
        "GET /api/v2/organizations": pages("organizations"),
        "GET /api/v2/groups": pages("groups"),
        "GET /api/v2/group_memberships": pages("group_memberships"),
        "GET /api/v2/views": pages("views"),
        "GET /api/v2/tags": pages("tags"),
        "GET /api/v2/ticket_audits": pages("ticket_audits"),
        "GET /api/v2/macros": pages("macros"),
        "POST /api/v2/macros": post("macro", {"title": "Shape", "actions": [{"field": "status", "value": "solved"}]}),
        "PUT /api/v2/macros/{}": of(caller.macro, "PUT", "macros/{}.json", json={"macro": {"title": "Shape"}}),
        "DELETE /api/v2/macros/{}": of(caller.macro, "DELETE", "macros/{}.json"),
        "DELETE /api/v2/macros/destroy_many": of(caller.macro, "DELETE", "macros/destroy_many.json?ids={}"),
        "POST /api/v2/ticket_fields": post("ticket_field", {"type": "text", "title": "Shape"}),
        "PUT /api/v2/ticket_fields/{}": of(
            caller.field, "PUT", "ticket_fields/{}.json", json={"ticket_field": {"title": "Shape"}}
        ),
        "GET /api/v2/brands/{}": lambda: call("GET", "brands/1.json"),
        "POST /api/v2/custom_statuses": lambda: call(
            "POST", "custom_statuses.json", json={"custom_status": caller.status_fields()}
        ),
        "PUT /api/v2/custom_statuses/{}": of(
            caller.custom_status,
            "PUT",
            "custom_statuses/{}.json",
            json={"custom_status": {"end_user_label": "Shape"}},
        ),
        "DELETE /api/v2/ticket_fields/{}": of(caller.field, "DELETE", "ticket_fields/{}.json"),
        "PUT /api/v2/tickets/{}/comments/{}/attachments/{}/redact": lambda: call(
            "PUT", f"tickets/{caller.file_on_a_comment()}/redact.json", json={}
        ),
        "PUT /api/v2/tickets/{}/comments/{}/redact": lambda: call(
            "PUT", f"tickets/{caller.comment()}/redact.json", json={"text": "Hello"}
        ),
        "POST /api/v2/user_fields": post("user_field", caller.record_field),
        "PUT /api/v2/user_fields/{}": of(
            caller.user_field, "PUT", "user_fields/{}.json", json={"user_field": {"title": "Shape"}}
        ),
        "DELETE /api/v2/user_fields/{}": of(caller.user_field, "DELETE", "user_fields/{}.json"),
        "POST /api/v2/organization_fields": post("organization_field", caller.record_field),
        "PUT /api/v2/organization_fields/{}": of(
            caller.organization_field,
            "PUT",
            "organization_fields/{}.json",
            json={"organization_field": {"title": "Shape"}},
        ),
        "DELETE /api/v2/organization_fields/{}": of(
            caller.organization_field, "DELETE", "organization_fields/{}.json"
        ),
        "GET /api/v2/users/show_many": of(user, "GET", "users/show_many.json?ids={}"),
        "GET /api/v2/tickets/show_many": of(ticket, "GET", "tickets/show_many.json?ids={}"),
        "GET /api/v2/organizations/show_many": of(organization, "GET", "organizations/show_many.json?ids={}"),
        "GET /api/v2/search/export": get("search/export.json?query=shape&filter[type]=user&page[size]=2"),
        "POST /api/v2/users": post("user", people),
        "POST /api/v2/organizations": post("organization", {"name": "Shape"}),
        "POST /api/v2/groups": post("group", {"name": "Shape"}),
        "POST /api/v2/views": post("view", {"title": "Shape", "all": [{"field": "status", "operator": "is", "value": "open"}]}),
        "POST /api/v2/tickets": post("ticket", {"subject": "Shape", "comment": {"body": "Hello."}}),
        "POST /api/v2/uploads": caller.upload,
        "POST /api/v2/tickets/create_many": lambda: call(
            "POST", "tickets/create_many.json", json={"tickets": [{"subject": "Shape", "comment": {"body": "Hello."}}]}
        ),
        "PUT /api/v2/tickets/update_many": caller.job,
        "POST /api/v2/users/create_many": lambda: call("POST", "users/create_many.json", json={"users": [people()]}),
        "PUT /api/v2/users/update_many": of(user, "PUT", "users/update_many.json?ids={}", json={"user": {"notes": "x"}}),
        "DELETE /api/v2/users/destroy_many": of(user, "DELETE", "users/destroy_many.json?ids={}"),
        "POST /api/v2/organizations/create_many": lambda: call(
            "POST", "organizations/create_many.json", json={"organizations": [{"name": caller.name()}]}
        ),
        "PUT /api/v2/organizations/update_many": of(
            organization, "PUT", "organizations/update_many.json?ids={}", json={"organization": {"notes": "x"}}
        ),
        "DELETE /api/v2/organizations/destroy_many": of(organization, "DELETE", "organizations/destroy_many.json?ids={}"),
        "DELETE /api/v2/views/destroy_many": of(view, "DELETE", "views/destroy_many.json?ids={}"),
        "DELETE /api/v2/tickets/destroy_many": of(ticket, "DELETE", "tickets/destroy_many.json?ids={}"),
        "GET /api/v2/job_statuses/{}": lambda: call("GET", f"job_statuses/{caller.job().json()['job_status']['id']}.json"),
        "GET /api/v2/tickets/{}": of(ticket, "GET", "tickets/{}.json"),
        "PUT /api/v2/tickets/{}": of(ticket, "PUT", "tickets/{}.json", json={"ticket": {"status": "open"}}),
        "DELETE /api/v2/tickets/{}": of(ticket, "DELETE", "tickets/{}.json"),
        "GET /api/v2/tickets/{}/comments": of(ticket, "GET", "tickets/{}/comments.json?page[size]=2"),
        "PUT /api/v2/deleted_tickets/{}/restore": of(deleted, "PUT", "deleted_tickets/{}/restore.json"),
        "DELETE /api/v2/deleted_tickets/{}": of(deleted, "DELETE", "deleted_tickets/{}.json"),
        "GET /api/v2/users/me": get("users/me.json"),
        "GET /api/v2/users/{}": of(user, "GET", "users/{}.json"),
        "PUT /api/v2/users/{}": of(user, "PUT", "users/{}.json", json={"user": {"notes": "Shape"}}),
        "DELETE /api/v2/users/{}": of(user, "DELETE", "users/{}.json"),
        "GET /api/v2/organizations/{}": of(organization, "GET", "organizations/{}.json"),
        "PUT /api/v2/organizations/{}": of(
            organization, "PUT", "organizations/{}.json", json={"organization": {"notes": "Shape"}}
        ),
        "DELETE /api/v2/organizations/{}": of(organization, "DELETE", "organizations/{}.json"),
        "PUT /api/v2/groups/{}": of(group, "PUT", "groups/{}.json", json={"group": {"description": "Shape"}}),
        "DELETE /api/v2/groups/{}": of(group, "DELETE", "groups/{}.json"),
        "GET /api/v2/views/active": get("views/active.json"),
        "GET /api/v2/views/compact": get("views/compact.json"),
        "GET /api/v2/views/count": get("views/count.json"),
        "GET /api/v2/views/{}/tickets": of(view, "GET", "views/{}/tickets.json?page[size]=2"),
        "GET /api/v2/views/{}/count": of(view, "GET", "views/{}/count.json"),
        "PUT /api/v2/views/{}": of(view, "PUT", "views/{}.json", json={"view": {"title": "Shape"}}),
        "DELETE /api/v2/views/{}": of(view, "DELETE", "views/{}.json"),
        "DELETE /api/v2/uploads/{}": lambda: call("DELETE", f"uploads/{caller.upload().json()['upload']['token']}.json"),
    }


def test_answers_have_the_recorded_shapes(desk, http, offered, capsys):
    if not RECORDED.exists():
        with capsys.disabled():
            print("\nrecorded shapes not found, 177 endpoints skipped")
        return
    recorded = [json.loads(line) for line in RECORDED.read_text().splitlines()]
    how = calls(Caller(desk, http))
    counts, wrong = Counter(), {}
    for shape in recorded:
        key = key_of(shape["method"], shape["path"])
        if key not in offered:
            counts["not offered"] += 1
            continue
        found = compare(shape, how[key]())
        counts["different" if found else "right"] += 1
        wrong.setdefault(key, set()).update(fault for fault in found if not is_meant(fault))
    with capsys.disabled():
        compared = counts["right"] + counts["different"]
        print(f"\nrecorded shapes: {counts['right']} of {compared} endpoints right, {counts['not offered']} not offered")
    assert not any(wrong.values()), "\n".join(f"{key}: {fault}" for key in wrong for fault in sorted(wrong[key]))


def is_meant(fault):
    return any(re.search(f"{pattern}$", fault) for pattern in MEANT)


def compare(shape, answer):
    if str(answer.status_code) not in shape["status"]:
        return [f"status {answer.status_code} instead of {' or '.join(shape['status'])}: {answer.text[:200]}"]
    if "response" not in shape or answer.status_code == 204:
        return []
    return faults(shape["response"], answer.json())


def test_the_comparison_sees_what_is_wrong():
    shape = {
        "types": ["object"],
        "properties": {
            "id": {"types": ["int"], "required": True},
            "name": {"types": ["string"], "required": True},
            "note": {"types": ["string"]},
            "list": {"types": ["array"], "items": {"types": ["string"]}},
        },
    }
    assert faults(shape, {"id": 1, "name": None, "list": ["a"]}) == []
    assert faults(shape, {"id": True, "list": [1, 2]}) == [
        "id: bool instead of int",
        "name: missing",
        "list[]: int instead of string",
    ]
    assert faults(shape, []) == ["the answer: list instead of object"]

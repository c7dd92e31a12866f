"""Many at once, with jobs that are polled."""

import pytest
from zenpy.lib.api_objects import Comment, Group, GroupMembership, Organization, Ticket, User


@pytest.fixture
def finished(zenpy, eventually):
    """Polls a job until it has ended."""

    def wait(job):
        return eventually(lambda: zenpy.job_status(id=job.id), lambda job: job.status in ("completed", "failed"))

    return wait


@pytest.fixture
def tickets(zenpy, finished, word):
    """Five tickets made by one job."""
    wanted = [Ticket(subject=f"{word} {n}", comment=Comment(body="Many.")) for n in range(5)]
    job = finished(zenpy.tickets.create(wanted))
    assert (job.status, job.total) == ("completed", 5)
    assert len(list(job.results)) == 5
    return [ticket for ticket in zenpy.tickets() if ticket.subject.startswith(word)]


def test_many_tickets_are_created(tickets, word):
    assert sorted(ticket.subject for ticket in tickets) == [f"{word} {n}" for n in range(5)]


def test_many_tickets_are_updated_each_in_its_own_way(zenpy, tickets, finished):
    for ticket, priority in zip(tickets, ["low", "normal", "high", "urgent", "low"]):
        ticket.priority = priority
    assert finished(zenpy.tickets.update(tickets)).status == "completed"
    stored = zenpy.tickets(ids=[ticket.id for ticket in tickets])
    assert {ticket.id: ticket.priority for ticket in stored} == {ticket.id: ticket.priority for ticket in tickets}


def test_many_tickets_are_updated_in_the_same_way(zenpy, http, desk, tickets, finished):
    ids = ",".join(str(ticket.id) for ticket in tickets)
    answer = http.put(f"{desk.url}/api/v2/tickets/update_many.json?ids={ids}", json={"ticket": {"status": "pending"}})
    job = zenpy.job_status(id=answer.json()["job_status"]["id"])
    assert finished(job).status == "completed"
    assert {ticket.status for ticket in zenpy.tickets(ids=[ticket.id for ticket in tickets])} == {"pending"}


def test_many_tickets_are_deleted(zenpy, tickets, finished):
    assert finished(zenpy.tickets.delete(tickets)).status == "completed"
    assert list(zenpy.tickets(ids=[ticket.id for ticket in tickets])) == []


def test_a_bad_one_among_many_is_told_and_the_others_are_done(http, desk, eventually, word):
    tickets = [
        {"subject": word, "comment": {"body": "Good."}},
        {"subject": word, "comment": {"body": "Bad."}, "status": "nonsense"},
    ]
    answer = http.post(f"{desk.url}/api/v2/tickets/create_many.json", json={"tickets": tickets})
    url = answer.json()["job_status"]["url"]
    job = eventually(lambda: http.get(url).json()["job_status"], lambda job: job["status"] in ("completed", "failed"))
    assert any("error" in result for result in job["results"])


def test_more_than_a_hundred_are_refused(http, desk):
    tickets = [{"subject": "Too many", "comment": {"body": "Too many."}}] * 101
    assert http.post(f"{desk.url}/api/v2/tickets/create_many.json", json={"tickets": tickets}).status_code == 422


def test_many_users_are_created_changed_and_deleted(zenpy, finished, word):
    wanted = [User(name=f"{word} {n}", email=f"{word}{n}@customer.example", external_id=f"{word}{n}") for n in range(3)]
    job = finished(zenpy.users.create(wanted))
    assert (job.status, job.total) == ("completed", 3)
    ids = [result.id for result in job.results]
    users = list(zenpy.users(ids=ids))
    assert sorted(user.name for user in users) == [f"{word} {n}" for n in range(3)]
    for user in users:
        user.notes = f"Note on {user.name}"
    assert finished(zenpy.users.update(users)).status == "completed"
    assert {user.notes for user in zenpy.users(ids=ids)} == {f"Note on {word} {n}" for n in range(3)}
    assert finished(zenpy.users.delete(users)).status == "completed"
    assert {user.active for user in zenpy.users(ids=ids)} == {False}


def test_many_users_are_created_or_changed_by_address(zenpy, finished, word):
    known = zenpy.users.create(User(name=word, email=f"{word}@customer.example"))
    lot = [User(name="Known", email=f"{word}@customer.example"), User(name="New", email=f"{word}new@customer.example")]
    job = finished(zenpy.users.create_or_update(lot))
    assert [result.id == known.id for result in job.results] == [True, False]
    assert zenpy.users(id=known.id).name == "Known"


def test_many_users_are_named_by_their_id_elsewhere(zenpy, http, desk, finished, word):
    ids = [zenpy.users.create(User(name=word, external_id=f"{word}{n}")).id for n in range(2)]
    path, named = f"{desk.url}/api/v2/users/update_many.json", f"external_ids={word}0,{word}1"
    answer = http.put(f"{path}?{named}", json={"user": {"tags": ["moved"]}})
    assert finished(zenpy.job_status(id=answer.json()["job_status"]["id"])).status == "completed"
    assert [user.tags for user in zenpy.users(ids=ids)] == [["moved"], ["moved"]]


def test_many_organizations_are_created_changed_and_deleted(zenpy, finished, word):
    job = finished(zenpy.organizations.create([Organization(name=f"{word} {n}") for n in range(3)]))
    organizations = [zenpy.organizations(id=result.id) for result in job.results]
    for organization in organizations:
        organization.notes = word
    finished(zenpy.organizations.update(organizations))
    assert {zenpy.organizations(id=made.id).notes for made in organizations} == {word}
    finished(zenpy.organizations.delete(organizations))
    assert list(zenpy.organizations(ids=[made.id for made in organizations])) == []


def test_an_organization_is_created_once_and_then_updated_by_its_id_elsewhere(zenpy, word):
    first = zenpy.organizations.create_or_update(Organization(name=f"Old {word}", external_id=word))
    second = zenpy.organizations.create_or_update(Organization(name=f"New {word}", external_id=word))
    assert (first.id, zenpy.organizations(id=first.id).name) == (second.id, f"New {word}")


def test_many_agents_join_and_leave_a_group(zenpy, finished, word):
    group = zenpy.groups.create(Group(name=word))
    agents = [zenpy.users.create(User(name=word, email=f"{word}{n}@desk.example", role="agent")) for n in range(2)]
    finished(zenpy.group_memberships.create([GroupMembership(user_id=agent.id, group_id=group.id) for agent in agents]))
    memberships = list(zenpy.groups.memberships(group))
    assert {membership.user_id for membership in memberships} == {agent.id for agent in agents}
    finished(zenpy.group_memberships.delete(memberships))
    assert list(zenpy.groups.memberships(group)) == []

"""Many at once, with jobs that are polled."""

import pytest
from zenpy.lib.api_objects import Comment, Ticket


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

"""Search and its query language."""

import time
from datetime import datetime, timedelta, timezone

import pytest
from zenpy.lib.api_objects import Comment, Organization, Ticket, User


@pytest.fixture(scope="module")
def stories(module_zenpy):
    """Tickets, a person and an organization to be found, once the index has them."""
    zenpy = module_zenpy
    person = zenpy.users.create(User(name="Solène Quimper", email="solene@quimper.example"))
    zenpy.organizations.create(Organization(name="Quimper Éclairage"))

    def ticket(subject, body, **fields):
        return zenpy.tickets.create(Ticket(subject=subject, comment=Comment(body=body), **fields)).ticket

    wish = "Je voudrais être remboursée."
    made = {
        "refund": ticket("Remboursement quimper", wish, priority="high", requester_id=person.id),
        "lamp": ticket("Broken lamps quimper", "The blue lamp flickers every evening.", tags=["halo"]),
        "solved": ticket("Invoice quimper", "Please send the invoice again.", status="solved"),
    }
    end = time.monotonic() + 30
    while zenpy.search.count("quimper type:ticket") != 3 and time.monotonic() < end:
        time.sleep(0.1)
    return made


def subjects(results):
    return sorted(result.subject for result in results)


def found(zenpy, query):
    return subjects(zenpy.search(query, type="ticket"))


def test_words_find_tickets_by_subject_and_comment(zenpy, stories):
    assert found(zenpy, "quimper flickers") == ["Broken lamps quimper"]
    assert found(zenpy, "quimper lamp") == ["Broken lamps quimper"]


def test_accents_and_endings_do_not_matter(zenpy, stories):
    assert found(zenpy, "quimper rembourse") == ["Remboursement quimper"]
    assert found(zenpy, "quimper etre") == ["Remboursement quimper"]


def test_a_phrase_is_found_as_a_whole(zenpy, stories):
    assert found(zenpy, 'quimper "blue lamp"') == ["Broken lamps quimper"]
    assert found(zenpy, 'quimper "lamp blue"') == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("quimper status:solved", ["Invoice quimper"]),
        ("quimper status<solved", ["Broken lamps quimper", "Remboursement quimper"]),
        ("quimper -status:solved", ["Broken lamps quimper", "Remboursement quimper"]),
        ("quimper priority>normal", ["Remboursement quimper"]),
        ("quimper tags:halo", ["Broken lamps quimper"]),
        ("quimper -tags:halo", ["Invoice quimper", "Remboursement quimper"]),
        ("quimper assignee:none -status:solved", ["Broken lamps quimper", "Remboursement quimper"]),
        ("quimper requester:solene@quimper.example", ["Remboursement quimper"]),
        ('quimper requester:"Solène Quimper"', ["Remboursement quimper"]),
        ("quimper subject:invoice", ["Invoice quimper"]),
        ("quimper -flickers status:new", ["Remboursement quimper"]),
        ("quimper status:new status:solved", ["Broken lamps quimper", "Invoice quimper", "Remboursement quimper"]),
    ],
)
def test_the_grammar(zenpy, stories, query, expected):
    assert found(zenpy, query) == expected


def test_the_client_s_own_keywords(zenpy, stories):
    now = datetime.now(timezone.utc)
    day = timedelta(days=1)
    assert subjects(zenpy.search("quimper", type="ticket", status_less_than="solved", minus="flickers")) == ["Remboursement quimper"]
    assert len(list(zenpy.search("quimper", type="ticket", created_between=[now - day, now + day]))) == 3
    assert list(zenpy.search("quimper", type="ticket", created_before=(now - day).date())) == []
    assert subjects(zenpy.search("quimper", type="ticket", status=["solved", "pending"])) == ["Invoice quimper"]
    by_status = list(zenpy.search("quimper", type="ticket", sort_by="status", sort_order="desc"))
    assert [ticket.status for ticket in by_status] == ["solved", "new", "new"]


def test_people_and_organizations_are_found_too(zenpy, stories):
    assert [user.email for user in zenpy.search("solene", type="user")] == ["solene@quimper.example"]
    assert [made.name for made in zenpy.search("eclairage", type="organization")] == ["Quimper Éclairage"]
    kinds = {type(result).__name__ for result in zenpy.search("quimper")}
    assert kinds == {"Ticket", "User", "Organization"}


def test_a_number_finds_its_ticket(zenpy, stories):
    assert stories["lamp"].id in [result.id for result in zenpy.search(str(stories["lamp"].id), type="ticket")]


def test_results_are_counted(zenpy, http, desk, stories):
    assert zenpy.search.count("quimper type:ticket") == 3
    answer = http.get(f"{desk.url}/api/v2/search/count.json", params={"query": "quimper type:ticket"})
    assert answer.json() == {"count": 3}


def test_an_export_goes_through_all_pages(zenpy, stories):
    results = list(zenpy.search_export("quimper", type="ticket", cursor_pagination=2))
    assert subjects(results) == subjects(stories.values())


def test_a_change_is_found_within_moments(zenpy, word, eventually):
    ticket = zenpy.tickets.create(Ticket(subject="Nothing special", comment=Comment(body="Hello."))).ticket
    zenpy.tickets.update(Ticket(id=ticket.id, comment=Comment(body=f"Now with {word}.")))
    eventually(lambda: [result.id for result in zenpy.search(word, type="ticket")], lambda ids: ids == [ticket.id])

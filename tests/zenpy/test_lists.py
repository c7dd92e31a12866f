"""Lists over several pages, in both styles."""

import pytest
from zenpy.lib.api_objects import Comment, Organization, Ticket, User


@pytest.fixture(scope="module")
def made(module_zenpy):
    """Seven tickets, users and organizations, so that pages of two do not come out even."""
    zenpy, numbers = module_zenpy, range(7)
    tickets = [Ticket(subject=f"List {number}", comment=Comment(body="One.")) for number in numbers]
    users = [User(name=f"List {number}", email=f"list{number}@customer.example") for number in numbers]
    organizations = [Organization(name=f"List {number}") for number in numbers]
    return {
        "tickets": [zenpy.tickets.create(ticket).ticket for ticket in tickets],
        "users": [zenpy.users.create(user) for user in users],
        "organizations": [zenpy.organizations.create(organization) for organization in organizations],
    }


@pytest.mark.parametrize("what", ["tickets", "users", "organizations"])
def test_a_cursor_list_names_everything_once(zenpy, made, what):
    listed = [item.id for item in getattr(zenpy, what)(cursor_pagination=2)]
    assert len(listed) == len(set(listed)) >= 7
    assert {item.id for item in made[what]} <= set(listed)


@pytest.mark.parametrize("what", ["tickets", "users", "organizations"])
def test_an_offset_list_names_everything_once(http, desk, made, what):
    listed, url, pages = [], f"{desk.url}/api/v2/{what}.json?per_page=3", 0
    while url:
        answer = http.get(url).json()
        listed += [item["id"] for item in answer[what]]
        url, pages = answer["next_page"], pages + 1
    assert pages >= 3
    assert len(listed) == len(set(listed)) == answer["count"]
    assert {item.id for item in made[what]} <= set(listed)


@pytest.mark.parametrize("what", ["tickets", "users", "organizations"])
def test_the_client_follows_offset_pages(zenpy, made, what):
    listed = [item.id for item in getattr(zenpy, what)(cursor_pagination=False)]
    assert {item.id for item in made[what]} <= set(listed)


def test_an_offset_list_can_be_sliced(zenpy, made):
    pages = zenpy.tickets(cursor_pagination=False)
    assert len(pages[0:5]) == 5


def test_both_styles_agree(zenpy, made):
    by_cursor = [ticket.id for ticket in zenpy.tickets(cursor_pagination=3)]
    by_offset = [ticket.id for ticket in zenpy.tickets(cursor_pagination=False)]
    assert sorted(by_cursor) == sorted(by_offset)


def test_a_ticket_s_comments_are_paged(http, desk, zenpy, made):
    ticket = made["tickets"][0]
    for number in range(4):
        zenpy.tickets.update(Ticket(id=ticket.id, comment=Comment(body=f"More {number}")))
    url, bodies = f"{desk.url}/api/v2/tickets/{ticket.id}/comments.json?page[size]=2", []
    while url:
        answer = http.get(url).json()
        bodies += [comment["plain_body"] for comment in answer["comments"]]
        url = answer["links"]["next"] if answer["meta"]["has_more"] else None
    assert bodies == ["One.", "More 0", "More 1", "More 2", "More 3"]


def test_people_and_groups_are_side_loaded(http, desk, made):
    answer = http.get(f"{desk.url}/api/v2/tickets.json?include=users,groups,organizations&per_page=2").json()
    people = {user["id"] for user in answer["users"]}
    assert {ticket["requester_id"] for ticket in answer["tickets"]} <= people
    assert isinstance(answer["groups"], list) and isinstance(answer["organizations"], list)


def test_every_next_page_keeps_what_was_asked_for(http, desk, made):
    answer = http.get(f"{desk.url}/api/v2/tickets.json?include=users&page[size]=2&sort=-updated_at").json()
    following = answer["links"]["next"]
    assert following.startswith(desk.url)
    assert "include=users" in following and "sort=-updated_at" in following
    assert "users" in http.get(following).json()

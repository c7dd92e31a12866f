"""Incremental exports, and imports with their own times."""

from zenpy.lib.api_objects import Comment, Organization, Ticket, User


def test_an_export_by_cursor_names_every_ticket(zenpy, word):
    made = {zenpy.tickets.create(Ticket(subject=word, comment=Comment(body="Export."))).ticket.id for _ in range(5)}
    exported = [ticket.id for ticket in zenpy.tickets.incremental(start_time=0, per_page=2)]
    assert made <= set(exported)
    assert len(exported) == len(set(exported))


def test_an_export_by_cursor_goes_on_where_it_ended(zenpy, word):
    export = zenpy.tickets.incremental(start_time=0)
    list(export)
    ticket = zenpy.tickets.create(Ticket(subject=word, comment=Comment(body="Later."))).ticket
    later = [exported.id for exported in zenpy.tickets.incremental(cursor=export.after_cursor)]
    assert ticket.id in later


def test_an_export_by_time_names_every_ticket(zenpy, word):
    ticket = zenpy.tickets.create(Ticket(subject=word, comment=Comment(body="Export."))).ticket
    exported = {exported.id: exported for exported in zenpy.tickets.incremental(start_time=0, paginate_by_time=True)}
    assert isinstance(exported[ticket.id].generated_timestamp, int)
    assert exported[ticket.id].to_dict()["custom_fields"] == []


def test_deleted_tickets_are_exported_as_deleted(zenpy, word):
    ticket = zenpy.tickets.create(Ticket(subject=word, comment=Comment(body="Export."))).ticket
    zenpy.tickets.delete(ticket)
    exported = {exported.id: exported for exported in zenpy.tickets.incremental(start_time=0)}
    assert exported[ticket.id].status == "deleted"


def test_users_are_exported_by_cursor_and_by_time(zenpy, word):
    users = [zenpy.users.create(User(name=word, email=f"{word}{n}@customer.example")) for n in range(3)]
    zenpy.users.delete(users[0])
    made = {user.id for user in users}
    by_cursor = [user.id for user in zenpy.users.incremental(start_time=0, per_page=2)]
    by_time = [user.id for user in zenpy.users.incremental(start_time=0, paginate_by_time=True)]
    assert made <= set(by_cursor) and made <= set(by_time)
    assert len(by_cursor) == len(set(by_cursor)) and len(by_time) == len(set(by_time))


def test_organizations_are_exported_by_time(zenpy, word):
    made = zenpy.organizations.create(Organization(name=word))
    assert made.id in [organization.id for organization in zenpy.organizations.incremental(start_time=0)]


def test_what_happened_is_exported_with_its_comments(zenpy, word):
    ticket = zenpy.tickets.create(Ticket(subject=word, comment=Comment(body=f"About {word}."))).ticket
    events = [event for event in zenpy.tickets.events(0, include="comment_events") if event.ticket_id == ticket.id]
    children = [child for event in events for child in event.child_events]
    assert any(child.get("event_type") == "Comment" for child in children)


def test_an_imported_ticket_keeps_its_times(zenpy, http, desk, word):
    opened, answered = "2021-03-04T05:06:07Z", "2021-03-05T08:09:10Z"
    requester = zenpy.users.create(User(name=word, email=f"{word}@customer.example"))
    ticket = {
        "subject": word,
        "requester_id": requester.id,
        "status": "solved",
        "created_at": opened,
        "updated_at": answered,
        "solved_at": answered,
        "comments": [
            {"value": "Where is my lamp?", "author_id": requester.id, "created_at": opened},
            {"value": "On its way.", "created_at": answered, "public": True},
        ],
    }
    answer = http.post(f"{desk.url}/api/v2/imports/tickets.json", json={"ticket": ticket})
    assert answer.status_code == 201, answer.text
    stored = zenpy.tickets(id=answer.json()["ticket"]["id"])
    assert (stored.created_at, stored.updated_at, stored.status) == (opened, answered, "solved")
    assert [comment.created_at for comment in zenpy.tickets.comments(stored)] == [opened, answered]


def test_the_client_imports_a_ticket(zenpy, word):
    opened = "2020-01-02T03:04:05Z"
    comments = [Comment(value="From long ago.", created_at=opened)]
    made = zenpy.ticket_import.create(Ticket(subject=word, comments=comments, created_at=opened))
    imported = getattr(made, "ticket", made)
    assert imported.created_at == opened

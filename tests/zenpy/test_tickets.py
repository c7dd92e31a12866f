"""Tickets, their comments, tags and files."""

import io

import pytest
import requests
from zenpy.lib.api_objects import Comment, Ticket, User
from zenpy.lib.exception import RecordNotFoundException


def create(zenpy, subject, **fields):
    fields.setdefault("comment", Comment(body="It does not light up."))
    return zenpy.tickets.create(Ticket(subject=subject, **fields))


def test_a_ticket_is_created_with_its_audit_and_read_back(zenpy, word):
    requester = User(name="Mia Martin", email=f"{word}@customer.example")
    made = create(zenpy, "Lampe cassée", requester=requester, priority="high", type="problem", tags=["halo"])
    assert (made.ticket.subject, made.ticket.status) == ("Lampe cassée", "new")
    assert {"Create", "Comment"} <= {event["type"] for event in made.audit.events}
    ticket = zenpy.tickets(id=made.ticket.id)
    assert (ticket.priority, ticket.type, ticket.tags) == ("high", "problem", ["halo"])
    assert ticket.requester.email == f"{word}@customer.example"
    assert ticket.description == "It does not light up."


def test_only_what_was_changed_is_updated(zenpy, word):
    ticket = create(zenpy, word, priority="low").ticket
    ticket.status = "pending"
    audit = zenpy.tickets.update(ticket).audit
    changed = {(event["field_name"], event["previous_value"], event["value"]) for event in audit.events}
    assert ("status", "new", "pending") in changed
    stored = zenpy.tickets(id=ticket.id)
    assert (stored.status, stored.priority, stored.subject) == ("pending", "low", word)


def test_comments_are_public_or_private_as_sent(zenpy, word):
    ticket = create(zenpy, word).ticket
    ticket.comment = Comment(body="Only for us.", public=False)
    zenpy.tickets.update(ticket)
    ticket.comment = Comment(html_body="<p>We send <b>another</b>.</p>", public=True)
    zenpy.tickets.update(ticket)
    comments = list(zenpy.tickets.comments(ticket))
    assert [comment.public for comment in comments] == [True, False, True]
    assert comments[1].body == "Only for us."
    assert "<b>another</b>" in comments[2].html_body or "<strong>another</strong>" in comments[2].html_body
    assert comments[2].author.name == "Ada Admin"


def test_tags_are_added_set_and_removed(zenpy, word):
    ticket = create(zenpy, word, tags=["one"]).ticket
    zenpy.tickets.add_tags(ticket.id, ["two", "three"])
    assert sorted(zenpy.tickets(id=ticket.id).tags) == ["one", "three", "two"]
    zenpy.tickets.delete_tags(ticket.id, ["two"])
    assert sorted(zenpy.tickets(id=ticket.id).tags) == ["one", "three"]
    zenpy.tickets.set_tags(ticket.id, ["four"])
    assert zenpy.tickets(id=ticket.id).tags == ["four"]
    assert [tag for tag in zenpy.tickets.tags(ticket.id)] == ["four"]


def test_an_uploaded_file_comes_back_byte_for_byte(zenpy, word, tmp_path):
    content = bytes(range(256)) * 300
    upload = zenpy.attachments.upload(io.BytesIO(content), target_name="mesure à jour.bin")
    made = create(zenpy, word, comment=Comment(body="See the file.", uploads=[upload.token]))
    (comment,) = zenpy.tickets.comments(made.ticket)
    (attachment,) = comment.attachments
    assert (attachment.file_name, attachment.size) == ("mesure à jour.bin", len(content))
    assert zenpy.attachments.download(attachment.id).getvalue() == content
    path = zenpy.attachments.download(attachment.id, destination=str(tmp_path))
    assert open(path, "rb").read() == content


def test_an_upload_that_was_deleted_cannot_be_attached(zenpy, word):
    upload = zenpy.attachments.upload(io.BytesIO(b"nothing"), target_name="nothing.txt")
    zenpy.attachments.delete(upload.token)
    with pytest.raises(Exception) as refusal:
        create(zenpy, word, comment=Comment(body="See the file.", uploads=[upload.token]))
    assert refusal.value.response.status_code == 422


def test_a_deleted_ticket_is_gone_until_it_is_restored(zenpy, word):
    ticket = create(zenpy, word).ticket
    zenpy.tickets.delete(ticket)
    with pytest.raises(RecordNotFoundException):
        zenpy.tickets(id=ticket.id)
    assert ticket.id in [deleted.id for deleted in zenpy.tickets.deleted()]
    zenpy.tickets.restore(ticket)
    assert zenpy.tickets(id=ticket.id).subject == word


def test_audits_tell_what_happened_in_order(zenpy, word):
    ticket = create(zenpy, word).ticket
    ticket.status = "solved"
    zenpy.tickets.update(ticket)
    audits = list(zenpy.tickets.audits(ticket))
    assert [audit.ticket_id for audit in audits] == [ticket.id, ticket.id]
    assert audits[0].created_at <= audits[1].created_at
    assert any(event["type"] == "Change" and event["value"] == "solved" for event in audits[1].events)


def test_files_are_only_for_those_who_may_see_the_ticket(desk, zenpy, word):
    upload = zenpy.attachments.upload(io.BytesIO(b"secret"), target_name="secret.txt")
    made = create(zenpy, word, comment=Comment(body="See the file.", uploads=[upload.token]))
    assert requests.get(f"{desk.url}/api/v2/tickets/{made.ticket.id}.json").status_code == 401
    assert requests.get(f"{desk.url}/api/v2/attachments/{upload.attachment.id}.json").status_code == 401

"""Views."""

import pytest
from zenpy.lib.api_objects import Comment, Ticket, View
from zenpy.lib.exception import RecordNotFoundException


@pytest.fixture
def view(zenpy, word):
    """A view of the tickets that carry the test's own tag, with three tickets in it."""
    for number in range(3):
        subject = f"{word} {number}"
        zenpy.tickets.create(Ticket(subject=subject, comment=Comment(body="Hello."), tags=[word], priority="normal"))
    conditions = [{"field": "current_tags", "operator": "includes", "value": word}]
    view = zenpy.views.create(View(title=word, all=conditions))
    yield view
    zenpy.views.delete(view)
    with pytest.raises(RecordNotFoundException):
        zenpy.views(id=view.id)


def test_a_view_lists_its_tickets(zenpy, view, word):
    assert sorted(ticket.subject for ticket in zenpy.views.tickets(view)) == [f"{word} {n}" for n in range(3)]
    pages = zenpy.views.tickets(view, cursor_pagination=2)
    assert len({ticket.id for ticket in pages}) == 3


def test_a_view_is_executed_into_rows(http, desk, view, word):
    answer = http.get(f"{desk.url}/api/v2/views/{view.id}/execute.json").json()
    assert len(answer["rows"]) == 3
    assert answer["view"]["id"] == view.id
    assert {"id", "title"} <= set(answer["columns"][0])


def test_the_client_reads_an_executed_view(zenpy, view):
    assert zenpy.views.execute(view) is not None


def test_views_are_counted_one_by_one_and_together(zenpy, view):
    assert zenpy.views.count(view).value == 3
    counts = {count.view_id: count.value for count in zenpy.views.count_many([view.id])}
    assert counts == {view.id: 3}


def test_views_are_listed_while_they_are_active(zenpy, view):
    assert view.id in [listed.id for listed in zenpy.views()]
    assert view.id in [listed.id for listed in zenpy.views.active()]
    assert view.id in [listed.id for listed in zenpy.views.compact()]
    view.active = False
    zenpy.views.update(view)
    assert view.id not in [listed.id for listed in zenpy.views.active()]


def test_views_are_put_elsewhere_hidden_and_removed_together(zenpy, http, desk, word):
    views = [zenpy.views.create(View(title=f"{word} {n}", all=[])) for n in range(2)]
    places = [{"id": view.id, "position": 90 + n, "active": False} for n, view in enumerate(views)]
    answer = http.put(f"{desk.url}/api/v2/views/update_many.json", json={"views": places})
    assert [(view["position"], view["active"]) for view in answer.json()["views"]] == [(90, False), (91, False)]
    ids = ",".join(str(view.id) for view in views)
    found = http.get(f"{desk.url}/api/v2/views/search.json?query={word}").json()["views"]
    assert [view["id"] for view in found] == [view.id for view in views]
    assert http.delete(f"{desk.url}/api/v2/views/destroy_many.json?ids={ids}").status_code == 204
    assert http.get(f"{desk.url}/api/v2/views/show_many.json?ids={ids}").json()["views"] == []


def test_a_view_is_tried_before_it_is_made(http, desk, view, word):
    asked = {"view": {"all": [{"field": "current_tags", "operator": "includes", "value": word}]}}
    rows = http.post(f"{desk.url}/api/v2/views/preview.json", json=asked).json()["rows"]
    count = http.post(f"{desk.url}/api/v2/views/preview/count.json", json=asked).json()["view_count"]
    assert (len(rows), count["value"]) == (3, 3)


def test_a_new_desk_has_the_usual_views(http, desk):
    views = http.get(f"{desk.url}/api/v2/views/active.json").json()["views"]
    assert {"my_open", "unassigned", "all_open", "pending", "solved"} <= {view.get("key") for view in views}

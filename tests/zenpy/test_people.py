"""Users, their identities, organizations and groups."""

import pytest
from desk import ADMIN
from zenpy.lib.api_objects import Group, GroupMembership, Identity, Organization, User
from zenpy.lib.exception import RecordNotFoundException


def test_a_user_is_created_once_and_then_updated_by_address(zenpy, word):
    email = f"{word}@customer.example"
    first = zenpy.users.create_or_update(User(name="Jean Petit", email=email))
    second = zenpy.users.create_or_update(User(name="Jean Grand", email=email))
    assert first.id == second.id
    assert zenpy.users(id=first.id).name == "Jean Grand"


def test_users_are_found_by_address_name_and_external_id(zenpy, word):
    user = zenpy.users.create(User(name=f"Élodie {word}", email=f"{word}@customer.example", external_id=word))
    assert [found.id for found in zenpy.users.search(query=f"{word}@customer.example")] == [user.id]
    assert user.id in [found.id for found in zenpy.users.search(query=f"elodie {word}")]
    assert [found.id for found in zenpy.users.search(external_id=word)] == [user.id]
    assert [found.id for found in zenpy.users(ids=[user.id])] == [user.id]


def test_the_token_speaks_for_the_admin(zenpy):
    me = zenpy.users.me()
    assert (me.email, me.role, me.active) == (ADMIN, "admin", True)


def test_a_user_is_changed_and_deleted(zenpy, word):
    user = zenpy.users.create(User(name=word, email=f"{word}@customer.example"))
    user.phone = "+33 1 99 00 12 34"
    user.notes = "Prefers to be called."
    changed = zenpy.users.update(user)
    assert (changed.phone.replace(" ", ""), changed.notes) == ("+33199001234", "Prefers to be called.")
    zenpy.users.delete(user)
    assert zenpy.users(id=user.id).active is False


def test_identities_are_added_made_primary_and_removed(zenpy, word):
    user = zenpy.users.create(User(name=word, email=f"{word}@customer.example"))
    other = zenpy.users.identities.create(user, Identity(type="email", value=f"{word}@other.example"))
    identities = list(zenpy.users.identities(id=user.id))
    assert {identity.value for identity in identities} == {f"{word}@customer.example", f"{word}@other.example"}
    zenpy.users.identities.verify(user, other)
    zenpy.users.identities.make_primary(user, other)
    assert zenpy.users(id=user.id).email == f"{word}@other.example"
    first = next(identity for identity in identities if identity.value.endswith("@customer.example"))
    zenpy.users.identities.delete(user, first)
    assert [identity.value for identity in zenpy.users.identities(id=user.id)] == [f"{word}@other.example"]


def test_user_tags_are_set_and_removed(zenpy, word):
    user = zenpy.users.create(User(name=word, email=f"{word}@customer.example"))
    zenpy.users.set_tags(user.id, ["vip", "paris"])
    zenpy.users.delete_tags(user.id, ["paris"])
    assert zenpy.users(id=user.id).tags == ["vip"]


def test_organizations_gather_the_people_of_their_domain(zenpy, word):
    made = zenpy.organizations.create(Organization(name=f"Maison {word}", domain_names=[f"{word}.example"], external_id=word))
    user = zenpy.users.create(User(name=word, email=f"anna@{word}.example"))
    assert user.organization_id == made.id
    assert [member.id for member in zenpy.organizations.users(made)] == [user.id]
    made.notes = "Pays late."
    assert zenpy.organizations.update(made).notes == "Pays late."
    assert [found.id for found in zenpy.organizations.external(word)] == [made.id]
    zenpy.organizations.delete(made)
    with pytest.raises(RecordNotFoundException):
        zenpy.organizations(id=made.id)


def test_agents_join_and_leave_groups(zenpy, word):
    group = zenpy.groups.create(Group(name=f"Team {word}"))
    agent = zenpy.users.create(User(name=word, email=f"{word}@desk.example", role="agent"))
    membership = zenpy.group_memberships.create(GroupMembership(user_id=agent.id, group_id=group.id))
    assert [member.user_id for member in zenpy.groups.memberships(group)] == [agent.id]
    assert group.id in [joined.id for joined in zenpy.users.groups(agent)]
    assert [member.id for member in zenpy.groups.users(group)] == [agent.id]
    zenpy.group_memberships.delete(membership)
    assert list(zenpy.groups.memberships(group)) == []
    group.name = f"Crew {word}"
    assert zenpy.groups.update(group).name == f"Crew {word}"
    assert group.id in [assignable.id for assignable in zenpy.groups.assignable()]
    zenpy.groups.delete(group)
    assert group.id not in [assignable.id for assignable in zenpy.groups.assignable()]

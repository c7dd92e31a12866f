import type { User } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconDots, IconMailOff, IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { organizationQuery, personQuery } from '@/features/requester/api';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { Avatar, IconButton } from '@/shared/ui';
import { InlineText } from '@/shared/ui/inline-text';
import { PersonFacts } from './person-facts';
import { ProfilePage } from './profile-page';
import classes from './profile-page.module.css';
import { TheirTickets } from './their-tickets';
import { Timeline } from './timeline';
import { useChangePerson } from './use-change';

/** One person: who they are, what they asked for, everything that was said with them. */
export function PersonPage() {
  const t = useT();
  const id = Number(useParams().personId);
  const { data: person, error, refetch } = useQuery(personQuery(id));
  const isReadOnly = !useMayEdit(person);
  return (
    <ProfilePage
      key={id}
      title={person?.name ?? ''}
      backTo="/people"
      backLabel={t('people.back')}
      error={error}
      onRetry={() => void refetch()}
      head={person && <PersonHead person={person} isReadOnly={isReadOnly} />}
      actions={
        person && !isReadOnly && person.role === 'end-user' && <PersonMenu person={person} />
      }
      facts={person && <PersonFacts person={person} isReadOnly={isReadOnly} />}
      tabs={[
        {
          value: 'tickets',
          label: t('people.tickets'),
          content: <TheirTickets whose={{ kind: 'users', id }} />,
        },
        { value: 'timeline', label: t('people.timeline'), content: <Timeline personId={id} /> },
      ]}
    />
  );
}

/** Customers are everyone's to keep; colleagues change themselves, administrators all. */
function useMayEdit(person: User | undefined): boolean {
  const me = useMe();
  if (!person) return false;
  return me.role === 'admin' || person.role === 'end-user' || person.id === me.id;
}

function PersonHead({ person, isReadOnly }: { person: User; isReadOnly: boolean }) {
  const t = useT();
  const { change } = useChangePerson(person.id);
  const { data: organization } = useQuery(organizationQuery(person.organization_id));
  return (
    <>
      <Avatar person={person} size={44} />
      <div className={classes.who}>
        <h1 className={classes.name}>
          {isReadOnly ? (
            person.name
          ) : (
            <InlineText
              label={t('people.name')}
              text={person.name}
              onSave={(typed) => typed.trim() && change({ name: typed.trim() })}
            />
          )}
        </h1>
        <p className={classes.under}>
          {t(`people.role.${person.role}`)}
          {organization && (
            <Link to={`/organizations/${organization.id}`}>{organization.name}</Link>
          )}
          {person.suspended && <span className={classes.blocked}>{t('people.suspended')}</span>}
        </p>
      </div>
    </>
  );
}

/** What can be done with a customer as a whole. */
function PersonMenu({ person }: { person: User }) {
  const t = useT();
  const { change } = useChangePerson(person.id);
  const Icon = person.suspended ? IconMailOpened : IconMailOff;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={t('conversation.more')}>
          <IconDots size={18} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon size={16} stroke={1.75} />}
          onClick={() => change({ suspended: !person.suspended })}
        >
          {t(person.suspended ? 'people.unsuspend' : 'people.suspend')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

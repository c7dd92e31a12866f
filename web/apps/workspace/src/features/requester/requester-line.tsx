import type { Organization, User } from '@guichet/api';
import { Link } from 'react-router';
import { Avatar } from '@/shared/ui';
import classes from './requester.module.css';

/** The person in two lines, leading to their page. */
export function RequesterLine({
  person,
  organization,
}: {
  person: User;
  organization: Organization | undefined;
}) {
  return (
    <Link to={`/people/${person.id}`} className={classes.line}>
      <Avatar person={person} size={32} />
      <span className={classes.words}>
        <b>{person.name}</b>
        <span>{[organization?.name, person.email].filter(Boolean).join(' · ')}</span>
      </span>
    </Link>
  );
}

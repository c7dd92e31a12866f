import type { User } from '@guichet/api';
import classes from './avatar.module.css';
import { avatarColour, initialsOf } from './initials';

type Person = Pick<User, 'id' | 'name'> & { role?: User['role'] };
type Size = 18 | 20 | 22 | 24 | 28 | 32 | 44;

/** Initials: a circle for a customer, a rounded square for a colleague. The name stands beside it. */
export function Avatar({ person, size = 28 }: { person: Person; size?: Size }) {
  const isTeam = person.role === 'agent' || person.role === 'admin';
  return (
    <span
      className={classes.avatar}
      data-colour={avatarColour(person.id)}
      data-size={size}
      data-team={isTeam || undefined}
      aria-hidden="true"
    >
      {initialsOf(person.name)}
    </span>
  );
}

import type { User } from '@guichet/api';
import { Link } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { monthOf } from '@/shared/time/format';
import { Avatar, useScreen } from '@/shared/ui';
import classes from './people-page.module.css';

/** People line by line, each leading to their page. */
export function PeopleTable({ people }: { people: readonly User[] }) {
  const t = useT();
  const clock = useClock();
  const { isPhone } = useScreen();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          {!isPhone && <th scope="col">{t('people.email')}</th>}
          <th scope="col">{t('people.role')}</th>
          {!isPhone && <th scope="col">{t('people.since')}</th>}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td>
              <Link to={`/people/${person.id}`} className={classes.person}>
                <Avatar person={person} size={24} />
                <span className={classes.nameLines}>
                  {person.name}
                  {isPhone && <span className={classes.address}>{person.email}</span>}
                </span>
              </Link>
            </td>
            {!isPhone && <td>{person.email}</td>}
            <td>{t(`people.role.${person.role}`)}</td>
            {!isPhone && <td>{person.created_at && monthOf(person.created_at, clock)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

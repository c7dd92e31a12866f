import type { User } from '@guichet/api';
import { Button } from '@mantine/core';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { Avatar } from '@/shared/ui';
import classes from '../settings-page.module.css';
import { RolePicker } from './role-picker';
import { useUpdatePerson } from './use-people';

/** One colleague: what they may do, and whether they may sign in. */
export function PersonLine({ person }: { person: User }) {
  const t = useT();
  const isMe = useMe().id === person.id;
  const updating = useUpdatePerson();
  const { id, name, email, suspended } = person;
  const role = person.role === 'admin' ? 'admin' : 'agent';
  return (
    <li className={`${classes.item} ${classes.person}`}>
      <Avatar person={person} />
      <span className={classes.itemText}>
        <b>{isMe ? t('team.you', { name }) : name}</b>
        <span className={classes.faint}>{email}</span>
        <FormProblem error={updating.error} />
      </span>
      {suspended && <span className={classes.badge}>{t('team.suspended')}</span>}
      {isMe ? (
        <span className={classes.badge}>{t(`people.role.${role}`)}</span>
      ) : (
        <>
          <RolePicker
            name={name}
            role={role}
            onChange={(chosen) => updating.mutate({ id, role: chosen })}
          />
          <Button
            variant="subtle"
            aria-label={t(suspended ? 'team.restoreOne' : 'team.suspendOne', { name })}
            onClick={() => updating.mutate({ id, suspended: !suspended })}
          >
            {t(suspended ? 'team.restore' : 'team.suspend')}
          </Button>
        </>
      )}
    </li>
  );
}

import { IconPlus, IconX } from '@tabler/icons-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useT } from '@/i18n/provider';
import { Avatar, IconButton } from '@/shared/ui';
import { GroupsPicker } from '../groups/groups-picker';
import classes from './invitee-list.module.css';
import type { Invitee } from './invitees';
import { RolePicker } from './role-picker';
import type { Invitees } from './use-invitees';

/** Who is to be invited, one line each, and a field that takes one address or a pasted list. */
export function InviteeList({ list }: { list: Invitees }) {
  const t = useT();
  const { invitees, onChange, text, problems } = list;

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    list.take();
  }
  function handlePaste(event: ClipboardEvent<HTMLInputElement>) {
    const pasted = event.clipboardData.getData('text');
    if (!/[\s,;]/.test(pasted.trim())) return;
    event.preventDefault();
    list.take(`${text} ${pasted}`);
  }
  const change = (email: string, part: Partial<Invitee>) =>
    onChange(invitees.map((each) => (each.email === email ? { ...each, ...part } : each)));

  return (
    <div>
      <ul className={classes.list} aria-label={t('team.invitees')}>
        {invitees.map((invitee, index) => (
          <li key={invitee.email} className={classes.line}>
            <Avatar
              person={{ id: index + 1, name: invitee.name ?? invitee.email, role: 'agent' }}
            />
            <span className={classes.email}>{invitee.email}</span>
            <GroupsPicker
              name={invitee.email}
              chosen={invitee.group_ids}
              onChange={(group_ids) => change(invitee.email, { group_ids })}
            />
            <RolePicker
              name={invitee.email}
              role={invitee.role}
              onChange={(role) => change(invitee.email, { role })}
            />
            <IconButton
              label={t('common.remove', { name: invitee.email })}
              onClick={() => onChange(invitees.filter((each) => each !== invitee))}
            >
              <IconX size={14} stroke={1.75} />
            </IconButton>
          </li>
        ))}
        <li className={classes.line}>
          <span className={classes.plus} aria-hidden="true">
            <IconPlus size={14} stroke={1.75} />
          </span>
          <input
            className={classes.input}
            aria-label={t('team.addInvitee')}
            aria-invalid={problems.length > 0 || undefined}
            aria-describedby={problems.length > 0 ? 'invitee-problem' : undefined}
            placeholder={t('team.addInvitee')}
            value={text}
            onChange={(event) => list.write(event.currentTarget.value)}
            onKeyDown={handleKey}
            onPaste={handlePaste}
          />
        </li>
      </ul>
      {problems.length > 0 && (
        <div id="invitee-problem" role="alert" className={classes.problem}>
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
    </div>
  );
}

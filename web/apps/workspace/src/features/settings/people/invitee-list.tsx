import { ApiError } from '@guichet/api';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { useT } from '@/i18n/provider';
import { Avatar, IconButton } from '@/shared/ui';
import { GroupsPicker } from '../groups/groups-picker';
import classes from './invitee-list.module.css';
import { addInvitees, type Invitee, readInvitees } from './invitees';
import { RolePicker } from './role-picker';

type Props = {
  invitees: readonly Invitee[];
  onChange: (invitees: Invitee[]) => void;
  /** The server's last refusal, which may name the line at fault. */
  refusal?: unknown;
};

/** Who is to be invited, one line each, and a field that takes one address or a pasted list. */
export function InviteeList({ invitees, onChange, refusal }: Props) {
  const t = useT();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);

  function take(typed: string) {
    const { invitees: read, rest } = readInvitees(typed);
    if (read.length > 0) onChange(addInvitees(invitees, read));
    setText(rest);
    setWrong(rest !== '');
  }
  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    take(text);
  }
  function handlePaste(event: ClipboardEvent<HTMLInputElement>) {
    const pasted = event.clipboardData.getData('text');
    if (!/[\s,;]/.test(pasted.trim())) return;
    event.preventDefault();
    take(`${text} ${pasted}`);
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
            <span className={classes.email}>
              {invitee.email}
              <LineProblem refusal={refusal} index={index} />
            </span>
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
            aria-invalid={isWrong || undefined}
            aria-describedby={isWrong ? 'invitee-problem' : undefined}
            placeholder={t('team.addInvitee')}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setWrong(false);
            }}
            onKeyDown={handleKey}
            onPaste={handlePaste}
            onBlur={() => text.trim() !== '' && take(text)}
          />
        </li>
      </ul>
      {isWrong && (
        <p id="invitee-problem" role="alert" className={classes.problem}>
          {t('form.badAddress')}
        </p>
      )}
    </div>
  );
}

/** What the server says is wrong with one line. */
function LineProblem({ refusal, index }: { refusal: unknown; index: number }) {
  if (!(refusal instanceof ApiError)) return null;
  const problems = Object.entries(refusal.details)
    .filter(([field]) => field.startsWith(`invitations.${index}.`))
    .flatMap(([, details]) => details.map((detail) => detail.description));
  if (problems.length === 0) return null;
  return <span className={classes.problem}>{problems.join(' ')}</span>;
}

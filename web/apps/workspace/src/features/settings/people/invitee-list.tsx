import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { agentsQuery } from '@/features/tickets/api';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { Avatar, IconButton } from '@/shared/ui';
import { GroupsPicker } from '../groups/groups-picker';
import classes from './invitee-list.module.css';
import { addInvitees, type Invitee, readInvitees } from './invitees';
import { RolePicker } from './role-picker';

type Props = {
  invitees: readonly Invitee[];
  onChange: (invitees: Invitee[]) => void;
  /** What is written in the field and is nobody yet. */
  text: string;
  onText: (text: string) => void;
};

/** Who is to be invited, one line each, and a field that takes one address or a pasted list. */
export function InviteeList({ invitees, onChange, text, onText }: Props) {
  const { t, locale } = useI18n();
  const [problems, setProblems] = useState<string[]>([]);
  const { data: team = [] } = useQuery(agentsQuery);

  const list = new Intl.ListFormat(INTL_TAG[locale]);

  function take(typed: string) {
    const { invitees: read, rest } = readInvitees(typed);
    const known = read.filter(({ email }) => team.some((each) => each.email === email));
    onChange(
      addInvitees(
        invitees,
        read.filter((each) => !known.includes(each)),
      ),
    );
    onText(rest.join(', '));
    setProblems([
      ...(rest.length > 0
        ? [t('team.noAddress', { count: rest.length, list: list.format(rest) })]
        : []),
      ...known.map(({ email }) => t('team.alreadyHere', { email })),
    ]);
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
            onChange={(event) => {
              onText(event.currentTarget.value);
              setProblems([]);
            }}
            onKeyDown={handleKey}
            onPaste={handlePaste}
            onBlur={() => text.trim() !== '' && take(text)}
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

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery } from '@/features/tickets/api';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { addInvitees, type Invitee, readInvitees } from './invitees';

/** Who is to be invited, and what is written in the field for more of them. */
export function useInvitees(invitees: readonly Invitee[], onChange: (all: Invitee[]) => void) {
  const { t, locale } = useI18n();
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<string[]>([]);
  const { data: team = [] } = useQuery(agentsQuery);

  /** Reads what is written into the list: everyone in it, or null when something is to be looked at first. */
  function take(typed = text): Invitee[] | null {
    const { invitees: read, rest } = readInvitees(typed);
    const known = read.filter(({ email }) => team.some((each) => each.email === email));
    const all = addInvitees(
      invitees,
      read.filter((each) => !known.includes(each)),
    );
    const list = new Intl.ListFormat(INTL_TAG[locale]).format(rest);
    const found = known.map(({ email }) => t('team.alreadyHere', { email }));
    if (rest.length > 0) found.unshift(t('team.noAddress', { count: rest.length, list }));
    onChange(all);
    setText(rest.join(', '));
    setProblems(found);
    return found.length > 0 ? null : all;
  }

  return {
    invitees,
    onChange,
    text,
    write(next: string) {
      setText(next);
      setProblems([]);
    },
    problems,
    take,
  };
}

export type Invitees = ReturnType<typeof useInvitees>;

import type { Id } from '@guichet/api';
import { looksLikeAddress } from '@/features/composer/addresses';

/** Someone about to be invited. */
export type Invitee = {
  email: string;
  name?: string;
  role: 'agent' | 'admin';
  group_ids: Id[];
};

/**
 * Reads addresses from a line or a pasted list: separated by commas, semicolons, spaces or lines, with or
 * without names (`Ana Roy <ana@example.com>`). `rest` is what is no address, word by word.
 */
export function readInvitees(text: string): { invitees: Invitee[]; rest: string[] } {
  const invitees: Invitee[] = [];
  const rest: string[] = [];
  for (const part of text.split(/[,;\n\r]+/).map((each) => each.trim())) {
    const named = /^(.*?)<([^<>]+)>$/.exec(part);
    if (named && looksLikeAddress(named[2]?.trim() ?? '')) {
      const name = named[1]?.replaceAll('"', '').trim();
      invitees.push({ ...newInvitee(named[2] ?? ''), ...(name ? { name } : {}) });
      continue;
    }
    for (const word of part.split(/\s+/).filter(Boolean)) {
      if (looksLikeAddress(word)) invitees.push(newInvitee(word));
      else rest.push(word);
    }
  }
  return { invitees, rest };
}

function newInvitee(address: string): Invitee {
  return { email: address.trim().toLowerCase(), role: 'agent', group_ids: [] };
}

/** Adds those who are not in the list yet. */
export function addInvitees(list: readonly Invitee[], added: readonly Invitee[]): Invitee[] {
  const byEmail = new Map([...list].map((invitee) => [invitee.email, invitee]));
  for (const invitee of added) if (!byEmail.has(invitee.email)) byEmail.set(invitee.email, invitee);
  return [...byEmail.values()];
}

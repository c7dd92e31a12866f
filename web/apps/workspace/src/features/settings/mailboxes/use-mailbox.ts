import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { looksLikeAddress } from '@/features/composer/addresses';
import { relayQuery } from '../relay/api';
import { discoverServers, type Mailbox, mailboxesQuery, saveMailbox, testMailbox } from './api';
import {
  draftOf,
  EMPTY_MAILBOX,
  isComplete,
  type MailboxDraft,
  mailboxChange,
  withDiscovered,
} from './mailbox-draft';

/** A mailbox on its way: guessed from its address, tried, saved. */
export function useMailbox(known: Mailbox | null, onSaved: (mailbox: Mailbox) => void) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<MailboxDraft>(known ? draftOf(known) : EMPTY_MAILBOX);
  const [guessedFor, setGuessedFor] = useState(known?.address ?? '');
  const address = draft.address.trim();

  const discovering = useMutation({
    mutationFn: discoverServers,
    onSuccess: (found) => setDraft((before) => withDiscovered(before, found)),
    onSettled: (_found, _error, asked) => setGuessedFor(asked),
  });
  const testing = useMutation({
    mutationFn: () => testMailbox({ ...mailboxChange(draft), id: known?.id }),
  });
  const saving = useMutation({
    mutationFn: () => saveMailbox(known?.id ?? null, mailboxChange(draft)),
    onSuccess: (mailbox) => {
      void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
      void client.invalidateQueries({ queryKey: relayQuery.queryKey });
      onSaved(mailbox);
    },
  });
  const isKnownAddress = address !== '' && address === guessedFor;
  const canGuess = looksLikeAddress(address) && !isKnownAddress && !discovering.isPending;
  const checks = testing.data ?? null;

  return {
    draft,
    change(part: Partial<MailboxDraft>) {
      setDraft((before) => ({ ...before, ...part }));
      testing.reset();
    },
    canGuess,
    /** Looks the servers up once for each address. */
    guess: () => canGuess && discovering.mutate(address),
    discovered: isKnownAddress ? discovering.data : undefined,
    isGuessing: discovering.isPending,
    isGuessed: isKnownAddress,
    canTest: isComplete(draft) && (known !== null || draft.password !== '') && !testing.isPending,
    test: () => testing.mutate(),
    isTesting: testing.isPending,
    checks,
    hasFailed: checks?.some((check) => check.state === 'failed') ?? false,
    save: () => saving.mutate(),
    isSaving: saving.isPending,
    error: saving.error ?? testing.error ?? discovering.error,
  };
}

export type MailboxWork = ReturnType<typeof useMailbox>;

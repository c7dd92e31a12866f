import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailServer } from '../mailboxes/api';
import {
  hasAddress,
  type ServerDraft,
  serverChange,
  serverDraft,
} from '../mailboxes/mailbox-draft';
import { type RelayChange, relayQuery, saveRelay, testRelay } from './api';

const USUAL: ServerDraft = { host: '', port: '587', security: 'starttls', username: '' };

/** Whether mail can leave the desk at all; true as long as that is not known. */
export function useCanSend(): boolean {
  return useQuery(relayQuery).data?.can_send ?? true;
}

/** Saves the server for outgoing mail, or takes it away with null. */
export function useSaveRelay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (relay: RelayChange | null) => saveRelay(relay),
    onSuccess: (answer) => client.setQueryData(relayQuery.queryKey, answer),
  });
}

/** The server for outgoing mail on its way: typed, tried, saved. */
export function useRelay(known: MailServer | null, onSaved: () => void) {
  const [server, setServer] = useState(known ? serverDraft(known) : USUAL);
  const [password, setPassword] = useState('');
  const change = serverChange(server, password);
  const testing = useMutation({ mutationFn: testRelay });
  const saving = useSaveRelay();
  return {
    server,
    change(next: ServerDraft) {
      setServer(next);
      testing.reset();
    },
    password,
    changePassword(next: string) {
      setPassword(next);
      testing.reset();
    },
    isComplete: hasAddress(server),
    test: () => change && testing.mutate(change),
    isTesting: testing.isPending,
    checks: testing.data ?? null,
    save: () => change && saving.mutate(change, { onSuccess: onSaved }),
    isSaving: saving.isPending,
    error: saving.error ?? testing.error,
  };
}

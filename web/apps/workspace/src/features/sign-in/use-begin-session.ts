import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useChooseLocale } from '@/app/locale-root';
import { meQuery, rememberSession } from '@/features/session/api';
import type { SignedIn } from './api';

/** Makes a call that starts a session, keeps who is signed in, and goes on to a page. */
export function useBeginSession<Values>(call: (values: Values) => Promise<SignedIn>, next: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const chooseLocale = useChooseLocale();
  return useMutation({
    mutationFn: call,
    onSuccess: async ({ user }) => {
      const me = rememberSession(user);
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      chooseLocale(me.preferences.ui_locale ?? (me.locale?.startsWith('fr') ? 'fr' : 'en'));
      await navigate(next, { replace: true });
    },
  });
}

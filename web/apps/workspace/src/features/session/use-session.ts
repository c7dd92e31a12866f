import type { Preferences } from '@guichet/api';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useI18n } from '@/i18n/provider';
import { type Clock, knownTimeZone } from '@/shared/time/format';
import { deskQuery, meQuery, updateMe } from './api';

/** Who is signed in. Only inside the shell. */
export function useMe() {
  return useSuspenseQuery(meQuery).data;
}

/** The desk's own settings; undefined until they are read. */
export function useDesk() {
  return useQuery(deskQuery).data;
}

/** Changes preferences of the signed-in person at once, here and on the server. */
export function usePreferences() {
  const client = useQueryClient();
  const { preferences } = useMe();
  const { mutate } = useMutation({
    mutationFn: (change: Partial<Preferences>) => updateMe({ preferences: change }),
    onMutate: (change) => {
      client.setQueryData(
        meQuery.queryKey,
        (me) => me && { ...me, preferences: { ...me.preferences, ...change } },
      );
    },
    onError: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return [preferences, mutate] as const;
}

/** The reader's language, zone and present moment, renewed every minute. */
export function useClock(): Clock {
  const { locale } = useI18n();
  const { time_zone: zone } = useMe();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => ({ locale, timeZone: knownTimeZone(zone), now }), [locale, zone, now]);
}

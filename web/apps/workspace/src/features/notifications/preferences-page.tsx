import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SettingsPage } from '@/features/settings/settings-page';
import classes from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';
import { type ChosenKind, choose, KINDS, preferencesQuery } from './api';

/** What the signed-in person wants to be told of; each choice takes effect at once. */
export function PreferencesPage() {
  const t = useT();
  const client = useQueryClient();
  const { data: chosen, error, refetch } = useQuery(preferencesQuery);
  const choosing = useMutation({
    mutationFn: choose,
    onMutate: (change: Partial<Record<ChosenKind, boolean>>) => {
      client.setQueryData(preferencesQuery.queryKey, (now) => now && { ...now, ...change });
    },
    onSettled: () => client.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
  return (
    <SettingsPage title={t('settings.notifications')} lead={t('notifications.lead')}>
      {error && !chosen && (
        <ErrorState
          title={t('notifications.failed')}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {chosen && (
        <div className={classes.dialog}>
          {KINDS.map((kind) => (
            <Switch
              key={kind}
              label={t(`notifications.kind.${kind}`)}
              description={t(`notifications.about.${kind}`)}
              checked={chosen[kind]}
              onChange={(event) => choosing.mutate({ [kind]: event.currentTarget.checked })}
            />
          ))}
        </div>
      )}
    </SettingsPage>
  );
}

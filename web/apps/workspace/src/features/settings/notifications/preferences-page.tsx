import { Select, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';
import { SettingsGroup, SettingsPage } from '../settings-page';
import classes from '../settings-page.module.css';
import { type Choice, choose, KINDS, preferencesQuery, RHYTHMS } from './api';

/** What the signed-in person wants to be told of; each choice takes effect at once. */
export function PreferencesPage() {
  const t = useT();
  const client = useQueryClient();
  const { data: chosen, error, refetch } = useQuery(preferencesQuery);
  const choosing = useMutation({
    mutationFn: choose,
    onMutate: ({ preferences, mail }: Choice) => {
      client.setQueryData(
        preferencesQuery.queryKey,
        (now) =>
          now && { preferences: { ...now.preferences, ...preferences }, mail: mail ?? now.mail },
      );
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
        <>
          <SettingsGroup title={t('notifications.what')}>
            <div className={classes.dialog}>
              {KINDS.map((kind) => (
                <Switch
                  key={kind}
                  label={t(`notifications.kind.${kind}`)}
                  description={t(`notifications.about.${kind}`)}
                  checked={chosen.preferences[kind]}
                  onChange={(event) =>
                    choosing.mutate({ preferences: { [kind]: event.currentTarget.checked } })
                  }
                />
              ))}
            </div>
          </SettingsGroup>
          <SettingsGroup title={t('notifications.mail')}>
            <Select
              label={t('notifications.mailWhen')}
              description={t('notifications.mailHint')}
              allowDeselect={false}
              data={RHYTHMS.map((value) => ({ value, label: t(`notifications.mail.${value}`) }))}
              value={chosen.mail}
              onChange={(mail) => mail && choosing.mutate({ mail })}
            />
          </SettingsGroup>
        </>
      )}
    </SettingsPage>
  );
}

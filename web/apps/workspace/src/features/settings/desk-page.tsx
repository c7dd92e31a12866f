import { api, type DeskSettings, type Locale } from '@guichet/api';
import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deskQuery } from '@/features/session/api';
import { LANGUAGES } from '@/i18n/languages';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { TimeZoneSelect } from '@/shared/form/time-zone-select';
import { useForm } from '@/shared/form/use-form';
import { ErrorState } from '@/shared/ui';
import { SaveButton } from './save-button';
import { SettingsPage } from './settings-page';
import classes from './settings-page.module.css';

/** What is set for the whole desk. */
export function DeskPage() {
  const t = useT();
  const desk = useQuery(deskQuery);
  return (
    <SettingsPage title={t('settings.desk')} lead={t('desk.lead')}>
      {desk.data && <DeskForm desk={desk.data} />}
      {desk.error && (
        <ErrorState
          title={t('settings.failed')}
          error={desk.error}
          onRetry={() => void desk.refetch()}
        />
      )}
    </SettingsPage>
  );
}

function DeskForm({ desk }: { desk: DeskSettings }) {
  const t = useT();
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: (change: Pick<DeskSettings, 'name' | 'locale' | 'time_zone' | 'public_url'>) =>
      api.put('/account/settings', { settings: { desk: change } }),
    onSuccess: () => client.invalidateQueries({ queryKey: deskQuery.queryKey }),
  });
  const form = useForm({
    initial: {
      name: desk.name,
      locale: desk.locale,
      time_zone: desk.time_zone,
      public_url: desk.public_url ?? '',
    },
    check: ({ name }) => problemsOf({ name: blank(name) }),
    refusal: saving.error,
    onSubmit: (values) => saving.mutate({ ...values, locale: values.locale as Locale }),
  });
  return (
    <form className={classes.group} onSubmit={form.submit} noValidate>
      <FormProblem error={saving.error} fields={form.names} />
      <TextInput {...form.field('name')} label={t('form.name')} description={t('desk.nameHint')} />
      <Select
        label={t('form.language')}
        description={t('desk.languageHint')}
        allowDeselect={false}
        data={LANGUAGES}
        value={form.values.locale}
        onChange={(locale) => locale && form.change({ locale: locale as Locale })}
      />
      <TimeZoneSelect
        value={form.values.time_zone}
        error={form.errorOf('time_zone')}
        onChange={(time_zone) => form.change({ time_zone })}
      />
      <TextInput
        {...form.field('public_url')}
        type="url"
        label={t('desk.publicUrl')}
        description={t('desk.publicUrlHint')}
        placeholder="https://help.example.com"
      />
      <SaveButton isSaving={saving.isPending} isSaved={saving.isSuccess} />
    </form>
  );
}

import type { Locale, Me, Preferences } from '@guichet/api';
import { Input, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SignatureField } from '@/features/senders/signature-field';
import { meQuery, rememberSession, updateMe } from '@/features/session/api';
import { useMe, usePreferences } from '@/features/session/use-session';
import { LANGUAGES } from '@/i18n/languages';
import { useI18n, useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { TimeZoneSelect } from '@/shared/form/time-zone-select';
import { localTimeZone } from '@/shared/form/time-zones';
import { useForm } from '@/shared/form/use-form';
import { SIGNATURE_PLACEHOLDERS } from './macros/placeholders';
import { PasswordForm } from './password-form';
import { SaveButton } from './save-button';
import { SettingsGroup, SettingsPage } from './settings-page';
import classes from './settings-page.module.css';

const THEMES: Preferences['theme'][] = ['auto', 'light', 'dark'];

/** What the signed-in person sets for themselves. */
export function ProfilePage() {
  const t = useT();
  const me = useMe();
  return (
    <SettingsPage title={t('settings.profile')}>
      <SettingsGroup title={t('profile.you')}>
        <PersonForm me={me} />
      </SettingsGroup>
      <SettingsGroup title={t('profile.workspace')}>
        <WorkspaceChoices />
      </SettingsGroup>
      <SettingsGroup title={t('form.password')}>
        <PasswordForm me={me} />
      </SettingsGroup>
    </SettingsPage>
  );
}

function PersonForm({ me }: { me: Me }) {
  const t = useT();
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: updateMe,
    onSuccess: ({ user }) => client.setQueryData(meQuery.queryKey, rememberSession(user)),
  });
  const form = useForm({
    initial: {
      name: me.name,
      time_zone: me.time_zone ?? localTimeZone(),
      signature: me.signature ?? '',
    },
    check: ({ name }) => problemsOf({ name: blank(name) }),
    refusal: saving.error,
    onSubmit: (values) => saving.mutate(values),
  });
  return (
    <form className={classes.dialog} onSubmit={form.submit} noValidate>
      <FormProblem error={saving.error} fields={form.names} />
      <TextInput {...form.field('name')} label={t('form.name')} autoComplete="name" />
      <TextInput label={t('form.email')} value={me.email ?? ''} readOnly />
      <TimeZoneSelect
        value={form.values.time_zone}
        error={form.errorOf('time_zone')}
        onChange={(time_zone) => form.change({ time_zone })}
      />
      <SignatureField
        label={t('senders.own')}
        hint={t('senders.ownHint')}
        value={form.values.signature}
        error={form.errorOf('signature')}
        placeholders={SIGNATURE_PLACEHOLDERS}
        onChange={(signature) => form.change({ signature })}
      />
      <SaveButton isSaving={saving.isPending} isSaved={saving.isSuccess} />
    </form>
  );
}

/** Language, theme and keys; each takes effect at once. */
function WorkspaceChoices() {
  const { t, locale } = useI18n();
  const [preferences, setPreferences] = usePreferences();
  return (
    <>
      <Select
        label={t('form.language')}
        allowDeselect={false}
        data={LANGUAGES}
        value={locale}
        onChange={(value) => value && setPreferences({ ui_locale: value as Locale })}
      />
      <Input.Wrapper label={t('shell.theme')} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={t('shell.theme')}
            value={preferences.theme ?? 'auto'}
            onChange={(theme) => setPreferences({ theme: theme as Preferences['theme'] })}
            data={THEMES.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
          />
        </div>
      </Input.Wrapper>
      <Switch
        label={t('shortcuts.singleKeys')}
        description={t('profile.singleKeysHint')}
        checked={preferences.single_keys ?? true}
        onChange={(event) => setPreferences({ single_keys: event.currentTarget.checked })}
      />
    </>
  );
}

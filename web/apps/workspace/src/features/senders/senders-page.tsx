import { api, type DeskSettings, type Group } from '@guichet/api';
import { Input, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deskQuery } from '@/features/session/api';
import { SettingsGroup, SettingsPage } from '@/features/settings/settings-page';
import classes from '@/features/settings/settings-page.module.css';
import { groupsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';
import { AnsweringTeams } from './answering-teams';
import { SignatureForm } from './signature-form';

const NAMES: DeskSettings['sender_name'][] = ['desk', 'agent_and_desk'];

/** From which address answers leave, under whose name, and what ends them. */
export function SendersPage() {
  const t = useT();
  const desk = useQuery(deskQuery);
  const { data: groups } = useQuery(groupsQuery);
  return (
    <SettingsPage title={t('settings.senders')} lead={t('senders.lead')}>
      {desk.error && (
        <ErrorState
          title={t('settings.failed')}
          error={desk.error}
          onRetry={() => void desk.refetch()}
        />
      )}
      {desk.data && <DeskSender desk={desk.data} />}
      <SettingsGroup title={t('senders.teams')}>
        <p className={classes.faint}>
          {t(groups?.length === 0 ? 'senders.noTeams' : 'senders.teamsHint')}
        </p>
        {groups?.map((group) => (
          <TeamSignature key={group.id} group={group} />
        ))}
      </SettingsGroup>
      <AnsweringTeams />
    </SettingsPage>
  );
}

/** The name beside the address, which takes effect at once, and the desk's signature. */
function DeskSender({ desk }: { desk: DeskSettings }) {
  const t = useT();
  const naming = useDeskChange();
  const signing = useDeskChange();
  return (
    <div className={classes.group}>
      <Input.Wrapper
        label={t('senders.name')}
        description={t(`senders.example.${desk.sender_name}`, { desk: desk.name })}
        inputWrapperOrder={['label', 'input', 'description']}
        descriptionProps={{ mt: 6 }}
        labelElement="div"
      >
        <div>
          <SegmentedControl
            aria-label={t('senders.name')}
            value={desk.sender_name}
            onChange={(value) =>
              naming.mutate({ sender_name: value as DeskSettings['sender_name'] })
            }
            data={NAMES.map((value) => ({ value, label: t(`senders.name.${value}`) }))}
          />
        </div>
      </Input.Wrapper>
      <SignatureForm
        label={t('senders.desk')}
        hint={t('senders.deskHint')}
        signature={desk.signature}
        saving={signing}
        onSave={(signature) => signing.mutate({ signature })}
      />
    </div>
  );
}

function useDeskChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<DeskSettings>) =>
      api.put('/account/settings', { settings: { desk: change } }),
    onSuccess: () => client.invalidateQueries({ queryKey: deskQuery.queryKey }),
  });
}

function TeamSignature({ group }: { group: Group }) {
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: (signature: string) => api.put(`/groups/${group.id}`, { group: { signature } }),
    onSuccess: () => client.invalidateQueries({ queryKey: groupsQuery.queryKey }),
  });
  return (
    <SignatureForm
      label={group.name}
      signature={group.signature ?? ''}
      groupId={group.id}
      saving={saving}
      onSave={saving.mutate}
    />
  );
}

import { api } from '@guichet/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { GroupsPicker } from '@/features/settings/groups/groups-picker';
import { type Mailbox, mailboxesQuery } from '@/features/settings/mailboxes/api';
import { SettingsGroup } from '@/features/settings/settings-page';
import classes from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';

/** The teams that may answer from each address; each choice takes effect at once. */
export function AnsweringTeams() {
  const t = useT();
  const client = useQueryClient();
  const { data: mailboxes = [] } = useQuery(mailboxesQuery);
  const saving = useMutation({
    mutationFn: ({ id, ...mailbox }: Pick<Mailbox, 'id' | 'answering_group_ids'>) =>
      api.put(`/mailboxes/${id}`, { mailbox }),
    onSettled: () => client.invalidateQueries({ queryKey: mailboxesQuery.queryKey }),
  });
  if (mailboxes.length === 0) return null;
  return (
    <SettingsGroup title={t('senders.addresses')}>
      <p className={classes.faint}>{t('senders.addressesHint')}</p>
      <FormProblem error={saving.error} />
      <ul className={classes.list}>
        {mailboxes.map(({ id, address, answering_group_ids }) => (
          <li key={id} className={classes.item}>
            <span className={classes.itemText}>
              <b>{address}</b>
            </span>
            <GroupsPicker
              name={address}
              none={t('senders.everybody')}
              chosen={answering_group_ids}
              onChange={(ids) => saving.mutate({ id, answering_group_ids: ids })}
            />
          </li>
        ))}
      </ul>
    </SettingsGroup>
  );
}

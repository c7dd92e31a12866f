import type { Group } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, groupsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { EmptyState, ErrorState, GroupDot, IconButton } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { SettingsPage } from '../settings-page';
import classes from '../settings-page.module.css';
import { deleteGroup, membershipsQuery } from './api';
import { GroupDialog } from './group-dialog';
import { MembersPicker } from './members-picker';
import { useGroupChange } from './use-groups';

type Open = { kind: 'edit'; group: Group | null } | { kind: 'remove'; group: Group };

/** The teams, and who is in them. */
export function GroupsPage() {
  const t = useT();
  const { data: groups, error, refetch } = useQuery(groupsQuery);
  const { data: memberships = [] } = useQuery(membershipsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const removing = useGroupChange(deleteGroup);
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'edit', group: null })}
    >
      {t('groups.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.groups')}
      lead={t('groups.lead')}
      action={groups && groups.length > 0 && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {groups?.length === 0 && (
        <EmptyState title={t('groups.none')} action={add}>
          {t('groups.noneText')}
        </EmptyState>
      )}
      {groups && groups.length > 0 && (
        <ul className={classes.list}>
          {groups.map((group) => (
            <li key={group.id} className={classes.item}>
              <GroupDot id={group.id} />
              <span className={classes.itemText}>
                <b>{group.name}</b>
              </span>
              <MembersPicker
                group={group}
                agents={agents}
                memberships={memberships.filter((each) => each.group_id === group.id)}
              />
              <IconButton
                label={t('groups.renameOne', { name: group.name })}
                onClick={() => setOpen({ kind: 'edit', group })}
              >
                <IconPencil size={16} stroke={1.75} />
              </IconButton>
              <IconButton
                label={t('common.remove', { name: group.name })}
                onClick={() => setOpen({ kind: 'remove', group })}
              >
                <IconTrash size={16} stroke={1.75} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {open?.kind === 'edit' && <GroupDialog group={open.group} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('groups.removeTitle', { name: open.group.name })}
          text={t('groups.removeText')}
          action={t('groups.remove')}
          onClose={close}
          onConfirm={() => removing.mutateAsync(open.group.id)}
        />
      )}
    </SettingsPage>
  );
}

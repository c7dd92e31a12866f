import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import { EmptyState, ErrorState } from '@/shared/ui';
import { SettingsPage } from '../settings-page';
import { auditFile, auditQuery, type Wanted } from './api';
import { AuditEntry } from './audit-entry';
import { AuditFilters } from './audit-filters';
import classes from './audit-page.module.css';

const EVERYTHING: Wanted = { actor: null, kind: null, from: '', until: '' };

/** Who changed which setting, and when. */
export function AuditPage() {
  const t = useT();
  const [wanted, setWanted] = useState(EVERYTHING);
  const list = useInfiniteQuery(auditQuery(wanted));
  const entries = list.data?.pages.flatMap((page) => page.audit_logs) ?? [];
  const isFiltered = JSON.stringify(wanted) !== JSON.stringify(EVERYTHING);
  return (
    <SettingsPage
      title={t('settings.audit')}
      lead={t('audit.lead')}
      action={
        <Button
          component="a"
          href={auditFile(wanted)}
          download
          leftSection={<IconDownload size={14} stroke={1.75} aria-hidden="true" />}
        >
          {t('audit.export')}
        </Button>
      }
    >
      <AuditFilters wanted={wanted} onChange={setWanted} />
      {list.error && !list.data && (
        <ErrorState
          title={t('settings.failed')}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data && entries.length === 0 && (
        <EmptyState
          title={t('audit.none')}
          action={
            isFiltered && (
              <Button onClick={() => setWanted(EVERYTHING)}>{t('audit.showEverything')}</Button>
            )
          }
        >
          {t(isFiltered ? 'audit.noneSuch' : 'audit.noneText')}
        </EmptyState>
      )}
      <ul className={classes.list}>
        {entries.map((entry) => (
          <AuditEntry key={entry.id} entry={entry} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="subtle"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('audit.older')}
        </Button>
      )}
    </SettingsPage>
  );
}

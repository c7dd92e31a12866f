import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { KINDS, type Kind, type Wanted } from './api';
import classes from './audit-page.module.css';

type Props = { wanted: Wanted; onChange: (wanted: Wanted) => void };

/** By whom, what kind of thing, and from which day to which. */
export function AuditFilters({ wanted, onChange }: Props) {
  const t = useT();
  const { data: agents = [] } = useQuery(agentsQuery);
  return (
    <search className={classes.filters} aria-label={t('audit.filters')}>
      <Select
        label={t('audit.person')}
        placeholder={t('audit.everybody')}
        data={agents.map((agent) => ({ value: String(agent.id), label: agent.name }))}
        value={wanted.actor}
        onChange={(actor) => onChange({ ...wanted, actor })}
        searchable
        clearable
      />
      <Select
        label={t('audit.kind')}
        placeholder={t('audit.everything')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`audit.kind.${kind}`) }))}
        value={wanted.kind}
        onChange={(kind) => onChange({ ...wanted, kind: kind as Kind | null })}
        clearable
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        value={wanted.from}
        max={wanted.until || undefined}
        onChange={(event) => onChange({ ...wanted, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('audit.until')}
        value={wanted.until}
        min={wanted.from || undefined}
        onChange={(event) => onChange({ ...wanted, until: event.currentTarget.value })}
      />
    </search>
  );
}

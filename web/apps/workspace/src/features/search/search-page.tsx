import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { BulkProgress } from '@/features/bulk-changes/bulk-progress';
import { ListSkeleton } from '@/features/tickets-list/list-skeleton';
import { useT } from '@/i18n/provider';
import { DockedToast } from '@/shared/toast/docked-toast';
import { EmptyState, ErrorState } from '@/shared/ui';
import classes from './search-page.module.css';
import { SearchResults } from './search-results';
import { type Found, useFound } from './use-found';

const PAUSE_MS = 250;

/** The search with all its results; the query stands in the address, so it can be shared. */
export function SearchPage() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const query = params.get('q')?.trim() ?? '';
  const [text, setText] = useState(query);
  const [known, setKnown] = useState(query);
  if (known !== query) {
    setKnown(query);
    setText(query);
  }
  const search = useDebouncedCallback((typed: string) => {
    setParams(typed.trim() ? { q: typed.trim() } : {}, { replace: true });
  }, PAUSE_MS);
  const found = useFound(query);
  return (
    <section className={classes.page} aria-label={t('search.title')} data-pane tabIndex={-1}>
      <title>{`${query || t('search.title')} · Guichet`}</title>
      <header className={classes.head}>
        <h1>{t('search.title')}</h1>
        {found.count !== undefined && (
          <span className={classes.count} role="status">
            {t('search.results', { count: found.count })}
          </span>
        )}
      </header>
      <div className={classes.field}>
        <TextInput
          type="search"
          aria-label={t('search.field')}
          placeholder={t('search.field')}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={text}
          autoFocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            // From here on letters go through the results.
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      </div>
      <Content query={query} found={found} />
      <div className={classes.dock} data-selecting={found.list.selected.size > 0 || undefined}>
        <BulkProgress />
        <DockedToast />
      </div>
    </section>
  );
}

function Content({ query, found }: { query: string; found: Found }) {
  const t = useT();
  if (query === '') {
    return <EmptyState title={t('search.start')}>{t('search.startText')}</EmptyState>;
  }
  if (found.error) {
    return <ErrorState title={t('search.failed')} error={found.error} onRetry={found.retry} />;
  }
  if (found.isLoading) return <ListSkeleton />;
  if (found.people.length + found.list.rows.length === 0) {
    return <EmptyState title={t('search.none')}>{t('search.noneText')}</EmptyState>;
  }
  return <SearchResults key={query} query={query} found={found} />;
}

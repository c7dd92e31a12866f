import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { monthOf } from '@/shared/time/format';
import { Avatar, EmptyState, ErrorState, useScreen } from '@/shared/ui';
import { peopleQuery } from './api';
import classes from './people-page.module.css';

/** Customers and colleagues, to look someone up. */
export function PeoplePage() {
  const t = useT();
  const clock = useClock();
  const { isPhone } = useScreen();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 200);
  const found = useInfiniteQuery({ ...peopleQuery(query), placeholderData: keepPreviousData });
  const people = found.data?.pages.flatMap((page) => page.users) ?? [];
  return (
    <section className={classes.page} aria-label={t('people.title')} data-pane tabIndex={-1}>
      <title>{`${t('people.title')} · Guichet`}</title>
      <header className={classes.head}>
        <h1>{t('people.title')}</h1>
        <TextInput
          type="search"
          className={classes.find}
          aria-label={t('people.find')}
          placeholder={t('people.find')}
          leftSection={<IconSearch size={14} stroke={1.75} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </header>
      {found.error && !found.data ? (
        <ErrorState
          title={t('people.failed')}
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : found.data && people.length === 0 ? (
        <EmptyState title={t('people.none')}>{t('people.noneText')}</EmptyState>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('people.name')}</th>
                {!isPhone && <th scope="col">{t('people.email')}</th>}
                <th scope="col">{t('people.role')}</th>
                {!isPhone && <th scope="col">{t('people.since')}</th>}
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <td>
                    <Link to={`/people/${person.id}`} className={classes.person}>
                      <Avatar person={person} size={24} />
                      <span className={classes.nameLines}>
                        {person.name}
                        {isPhone && <span className={classes.address}>{person.email}</span>}
                      </span>
                    </Link>
                  </td>
                  {!isPhone && <td>{person.email}</td>}
                  <td>{t(`people.role.${person.role}`)}</td>
                  {!isPhone && <td>{person.created_at && monthOf(person.created_at, clock)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
          {found.hasNextPage && (
            <Button variant="subtle" m={8} onClick={() => void found.fetchNextPage()}>
              {t('people.more')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import { peopleQuery } from './api';
import { Directory } from './directory';
import { NewPersonDialog } from './new-person-dialog';
import { PeopleTable } from './people-table';

/** Customers and colleagues, to look someone up. */
export function PeoplePage() {
  const t = useT();
  const [text, setText] = useState('');
  const [isAdding, setAdding] = useState(false);
  const [query] = useDebouncedValue(text.trim(), 200);
  const found = useInfiniteQuery({ ...peopleQuery(query), placeholderData: keepPreviousData });
  const people = found.data?.pages.flatMap((page) => page.users);
  return (
    <>
      <Directory
        title={t('people.title')}
        findLabel={t('people.find')}
        text={text}
        onText={setText}
        addLabel={t('people.add')}
        onAdd={() => setAdding(true)}
        count={people?.length}
        error={found.error}
        onRetry={() => void found.refetch()}
        emptyTitle={t('people.none')}
        onMore={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
      >
        <PeopleTable people={people ?? []} />
      </Directory>
      {isAdding && <NewPersonDialog onClose={() => setAdding(false)} />}
    </>
  );
}

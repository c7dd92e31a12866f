import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ListSkeleton } from '@/features/tickets-list/list-skeleton';
import { useT } from '@/i18n/provider';
import { EmptyState } from '@/shared/ui';
import { membersQuery } from './api';
import { PeopleTable } from './people-table';

/** The people of an organization. */
export function Members({ organizationId }: { organizationId: number }) {
  const t = useT();
  const query = useInfiniteQuery(membersQuery(organizationId));
  const people = query.data?.pages.flatMap((page) => page.users);
  if (!people) return <ListSkeleton />;
  if (people.length === 0) {
    return <EmptyState title={t('people.noMembers')}>{t('people.noMembersText')}</EmptyState>;
  }
  return (
    <>
      <PeopleTable people={people} />
      {query.hasNextPage && (
        <Button variant="subtle" m={8} onClick={() => void query.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </>
  );
}

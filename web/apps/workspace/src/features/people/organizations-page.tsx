import type { Organization } from '@guichet/api';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import { organizationsQuery } from './api';
import { Directory } from './directory';
import { NewOrganizationDialog } from './new-organization-dialog';
import classes from './people-page.module.css';

/** The organizations that customers belong to. */
export function OrganizationsPage() {
  const t = useT();
  const [text, setText] = useState('');
  const [isAdding, setAdding] = useState(false);
  const [name] = useDebouncedValue(text.trim(), 200);
  const found = useInfiniteQuery({
    ...organizationsQuery(name),
    placeholderData: keepPreviousData,
  });
  const organizations = found.data?.pages.flatMap((page) => page.organizations);
  return (
    <>
      <Directory
        title={t('people.organizations')}
        findLabel={t('people.findOrganization')}
        text={text}
        onText={setText}
        addLabel={t('people.addOrganization')}
        onAdd={() => setAdding(true)}
        count={organizations?.length}
        error={found.error}
        onRetry={() => void found.refetch()}
        emptyTitle={t(text ? 'common.nothingFound' : 'people.noOrganizations')}
        onMore={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
      >
        <OrganizationTable organizations={organizations ?? []} />
      </Directory>
      {isAdding && <NewOrganizationDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function OrganizationTable({ organizations }: { organizations: readonly Organization[] }) {
  const t = useT();
  const { isPhone } = useScreen();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('people.domains')}</th>
          {!isPhone && <th scope="col">{t('details.tags')}</th>}
        </tr>
      </thead>
      <tbody>
        {organizations.map(({ id, name, domain_names = [], tags = [] }) => (
          <tr key={id}>
            <td>
              <Link to={`/organizations/${id}`} className={classes.person}>
                <IconBuilding size={16} stroke={1.75} aria-hidden="true" />
                <span className={classes.nameLines}>{name}</span>
              </Link>
            </td>
            <td>{domain_names.join(', ')}</td>
            {!isPhone && <td>{tags.join(', ')}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { Organization } from '@guichet/api';
import { IconBuilding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { organizationQuery } from '@/features/requester/api';
import { useT } from '@/i18n/provider';
import { InlineText } from '@/shared/ui/inline-text';
import { Members } from './members';
import { OrganizationFacts } from './organization-facts';
import { ProfilePage } from './profile-page';
import classes from './profile-page.module.css';
import { TheirTickets } from './their-tickets';
import { useChangeOrganization } from './use-change';

/** One organization: what is known about it, its tickets and its people. */
export function OrganizationPage() {
  const t = useT();
  const id = Number(useParams().organizationId);
  const { data: organization, error, refetch } = useQuery(organizationQuery(id));
  return (
    <ProfilePage
      key={id}
      title={organization?.name ?? ''}
      backTo="/organizations"
      backLabel={t('people.allOrganizations')}
      error={error}
      onRetry={() => void refetch()}
      head={organization && <OrganizationHead organization={organization} />}
      facts={organization && <OrganizationFacts organization={organization} />}
      tabs={[
        {
          value: 'tickets',
          label: t('people.tickets'),
          content: <TheirTickets whose={{ kind: 'organizations', id }} />,
        },
        { value: 'people', label: t('people.title'), content: <Members organizationId={id} /> },
      ]}
    />
  );
}

function OrganizationHead({ organization }: { organization: Organization }) {
  const t = useT();
  const { change } = useChangeOrganization(organization.id);
  return (
    <>
      <span className={classes.building}>
        <IconBuilding size={22} stroke={1.75} aria-hidden="true" />
      </span>
      <div className={classes.who}>
        <h1 className={classes.name}>
          <InlineText
            label={t('people.name')}
            text={organization.name}
            onSave={(typed) => typed.trim() && change({ name: typed.trim() })}
          />
        </h1>
        <p className={classes.under}>{t('requester.company')}</p>
      </div>
    </>
  );
}

import type { Organization } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { PickProperty } from '@/features/properties/pick-property';
import classes from '@/features/properties/property-list.module.css';
import { groupsQuery } from '@/features/tickets/api';
import { useGroupOptions } from '@/features/tickets/options';
import { useT } from '@/i18n/provider';
import { TagsFact, TextFact } from './facts';
import { OrganizationFields } from './record-fields';
import { useChangeOrganization } from './use-change';

/** What is known about an organization, each piece changed where it stands. */
export function OrganizationFacts({ organization }: { organization: Organization }) {
  const t = useT();
  const { change } = useChangeOrganization(organization.id);
  const { data: groups = [] } = useQuery(groupsQuery);
  const group = groups.find(({ id }) => id === organization.group_id);
  const editable = { isReadOnly: false };
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('people.about')}</h2>
        <dl>
          <TextFact
            {...editable}
            label={t('people.domains')}
            value={organization.domain_names?.join(', ')}
            onSave={(typed) => change({ domain_names: domainsIn(typed) })}
          />
          <PickProperty
            {...editable}
            label={t('details.group')}
            noneLabel={organization.group_id ? t('people.noGroup') : undefined}
            useOptions={useGroupOptions}
            chosen={[String(organization.group_id ?? '')]}
            onPick={(value) => change({ group_id: value ? Number(value) : null })}
          >
            {group?.name}
          </PickProperty>
          <TagsFact
            {...editable}
            tags={organization.tags ?? []}
            onChange={(tags) => change({ tags })}
          />
          <TextFact
            {...editable}
            label={t('people.details')}
            kind="lines"
            value={organization.details}
            onSave={(details) => change({ details })}
          />
          <TextFact
            {...editable}
            label={t('people.notes')}
            kind="lines"
            value={organization.notes}
            onSave={(notes) => change({ notes })}
          />
        </dl>
        <p className={classes.hint}>{t('people.domainsText')}</p>
      </section>
      <OrganizationFields organization={organization} />
    </>
  );
}

/** Domains as people write them one after the other. */
function domainsIn(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter(Boolean);
}

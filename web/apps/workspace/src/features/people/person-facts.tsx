import type { User } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { PickProperty } from '@/features/properties/pick-property';
import { PropertyLink } from '@/features/properties/property-link';
import classes from '@/features/properties/property-list.module.css';
import { organizationQuery } from '@/features/requester/api';
import { useClock } from '@/features/session/use-session';
import { FINDERS } from '@/features/ticket-fields/use-lookup';
import { LANGUAGES } from '@/i18n/languages';
import { useT } from '@/i18n/provider';
import { monthOf } from '@/shared/time/format';
import { Fact, TagsFact, TextFact } from './facts';
import { Identities } from './identities';
import { PersonFields } from './record-fields';
import { useChangePerson } from './use-change';

/** What is known about a person, each piece changed where it stands. */
export function PersonFacts({ person, isReadOnly }: { person: User; isReadOnly: boolean }) {
  const t = useT();
  const clock = useClock();
  const { change } = useChangePerson(person.id);
  const { data: organization } = useQuery(organizationQuery(person.organization_id));
  const language = LANGUAGES.find(({ value }) => value === person.locale?.slice(0, 2));
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('requester.contact')}</h2>
        <Identities person={person} isReadOnly={isReadOnly} />
        <dl>
          <TextFact
            label={t('requester.phone')}
            kind="tel"
            value={person.phone}
            isReadOnly={isReadOnly}
            onSave={(phone) => change({ phone })}
          />
          <PickProperty
            label={t('requester.language')}
            isReadOnly={isReadOnly}
            useOptions={() => LANGUAGES}
            chosen={[language?.value ?? '']}
            onPick={(value) => change({ locale: value === 'fr' ? 'fr' : 'en' })}
          >
            {language?.label ?? person.locale}
          </PickProperty>
        </dl>
      </section>
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('people.about')}</h2>
        <dl>
          <PickProperty
            label={t('requester.company')}
            isReadOnly={isReadOnly}
            isFiltered
            emptyText={t('fields.typeToFind')}
            noneLabel={person.organization_id ? t('people.noOrganization') : undefined}
            useOptions={FINDERS['zen:organization']}
            chosen={[String(person.organization_id ?? '')]}
            onPick={(value) => change({ organization_id: value ? Number(value) : null })}
          >
            {organization?.name}
          </PickProperty>
          {organization && (
            <PropertyLink
              label={t('people.openOrganization')}
              to={`/organizations/${organization.id}`}
            >
              {t('people.openOrganization')}
            </PropertyLink>
          )}
          <TagsFact
            tags={person.tags ?? []}
            isReadOnly={isReadOnly}
            onChange={(tags) => change({ tags })}
          />
          <TextFact
            label={t('people.details')}
            kind="lines"
            value={person.details}
            isReadOnly={isReadOnly}
            onSave={(details) => change({ details })}
          />
          <TextFact
            label={t('people.notes')}
            kind="lines"
            value={person.notes}
            isReadOnly={isReadOnly}
            onSave={(notes) => change({ notes })}
          />
          {person.created_at && (
            <Fact label={t('people.since')}>
              <span className={classes.value}>{monthOf(person.created_at, clock)}</span>
            </Fact>
          )}
        </dl>
      </section>
      <PersonFields person={person} isReadOnly={isReadOnly} />
    </>
  );
}

import type { Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { monthOf } from '@/shared/time/format';
import { Avatar, ErrorState } from '@/shared/ui';
import { identitiesQuery, organizationQuery, personQuery } from './api';
import { EarlierTickets } from './earlier-tickets';
import { Fact } from './fact';
import { FieldFacts } from './field-facts';
import classes from './requester.module.css';

/** A person: how to reach them, where they belong, what they asked for, what is good to know. */
export function PersonCard({ id, ticketId }: { id: Id; ticketId?: Id }) {
  const t = useT();
  const clock = useClock();
  const { data: person, error, refetch } = useQuery(personQuery(id));
  const { data: identities = [] } = useQuery(identitiesQuery(id));
  const { data: organization } = useQuery(organizationQuery(person?.organization_id));
  if (error)
    return (
      <ErrorState title={t('requester.failed')} error={error} onRetry={() => void refetch()} />
    );
  if (!person) return null;
  const isCustomer = person.role === 'end-user';
  const addresses = identities.filter(({ type }) => type === 'email').map(({ value }) => value);
  const phones = identities.filter(({ type }) => type === 'phone_number').map(({ value }) => value);
  return (
    <>
      <section className={classes.section}>
        <Link to={`/people/${id}`} className={classes.line}>
          <Avatar person={person} size={44} />
          <span className={classes.words}>
            <b>{person.name}</b>
            {person.created_at && (
              <span>
                {t(isCustomer ? 'requester.since' : 'requester.onTeamSince', {
                  month: monthOf(person.created_at, clock),
                })}
              </span>
            )}
          </span>
        </Link>
      </section>
      <section className={classes.section}>
        <h2 className={classes.heading}>{t('requester.contact')}</h2>
        <dl>
          <Fact label={t('requester.email')}>
            {(addresses.length > 0 ? addresses : [person.email]).filter(Boolean).map((address) => (
              <a key={address} href={`mailto:${address}`}>
                {address}
              </a>
            ))}
          </Fact>
          <Fact label={t('requester.phone')}>{phones.join(', ') || person.phone}</Fact>
          <Fact label={t('requester.language')}>{languageName(person.locale, clock.locale)}</Fact>
          <Fact label={t('requester.company')}>
            {organization && (
              <Link to={`/organizations/${organization.id}`}>{organization.name}</Link>
            )}
          </Fact>
        </dl>
      </section>
      <FieldFacts owner="user" title={t('fields.title')} values={person.user_fields} />
      {organization && (
        <FieldFacts
          owner="organization"
          title={organization.name}
          values={organization.organization_fields}
        />
      )}
      <EarlierTickets personId={id} exceptId={ticketId} />
      {person.notes && (
        <section className={classes.section}>
          <h2 className={classes.heading}>{t('requester.notes')}</h2>
          <p className={classes.notes}>{person.notes}</p>
        </section>
      )}
    </>
  );
}

/** "French" for fr, in the reader's language; nothing for what cannot be named. */
function languageName(tag: string | undefined, readerLocale: string): string | null {
  if (!tag) return null;
  try {
    const name = new Intl.DisplayNames(readerLocale, { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase() + name.slice(1);
  } catch {
    return null;
  }
}

import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { personQuery } from '@/features/requester/api';
import { PersonCard } from '@/features/requester/person-card';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import classes from './people-page.module.css';

/** One person: how to reach them and what they asked for. */
export function PersonPage() {
  const t = useT();
  const navigate = useNavigate();
  const { personId } = useParams();
  const id = Number(personId);
  const { data: person } = useQuery(personQuery(id));
  return (
    <section className={classes.page} aria-label={t('people.title')} data-pane tabIndex={-1}>
      <title>{`${person?.name ?? t('people.title')} · Guichet`}</title>
      <header className={classes.head}>
        <IconButton label={t('people.back')} onClick={() => void navigate('/people')}>
          <IconChevronLeft size={18} stroke={1.75} />
        </IconButton>
        <h1>{person?.name}</h1>
      </header>
      <div className={classes.card}>
        <PersonCard id={id} />
      </div>
    </section>
  );
}

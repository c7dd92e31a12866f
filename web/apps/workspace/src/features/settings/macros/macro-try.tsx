import type { Id } from '@guichet/api';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { effectQuery, type Macro } from '@/features/macros/api';
import { EffectWords } from '@/features/macros/macro-preview';
import { describeMisfit } from '@/features/macros/words';
import { conversationQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { describeError } from '@/shared/ui';
import classes from './macros.module.css';

/** Shows what the macro, as it is stored, would do to a ticket. Nothing is changed. */
export function MacroTry({ macro }: { macro: Macro }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState<Id | null>(null);
  const number = Number(typed.replace(/^#/, ''));
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (number > 0) setTried(number);
  }
  return (
    <section className={classes.try}>
      <h2>{t('macroTry.title')}</h2>
      <form className={classes.tryForm} onSubmit={handleSubmit}>
        <TextInput
          w={140}
          aria-label={t('macroTry.number')}
          placeholder={t('macroTry.number')}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="md" disabled={!(number > 0)}>
          {t('macroTry.show')}
        </Button>
      </form>
      {tried !== null && <Shown key={tried} macro={macro} ticketId={tried} />}
    </section>
  );
}

function Shown({ macro, ticketId }: { macro: Macro; ticketId: Id }) {
  const t = useT();
  const { data, error: missing } = useQuery({ ...conversationQuery(ticketId), retry: false });
  const { data: effect, error } = useQuery(effectQuery(ticketId, macro.id));
  return (
    <div className={classes.shown} role="status">
      {data && <p className={classes.fixed}>{`#${ticketId} ${data.ticket.subject ?? ''}`}</p>}
      {missing && <p className={classes.failed}>{describeError(missing, t)}</p>}
      {data && error && <p className={classes.failed}>{describeMisfit(error, t)}</p>}
      {data && effect && <EffectWords effect={effect} ticket={data.ticket} />}
    </div>
  );
}

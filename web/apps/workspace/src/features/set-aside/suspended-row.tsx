import { Button } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { Avatar } from '@/shared/ui';
import type { SuspendedTicket } from './api';
import { AsideRow } from './aside-row';
import classes from './aside-row.module.css';
import type { Picked } from './use-picked';

/** Why a mail was put aside, by the number that the API gives for it. */
const CAUSES: Record<number, TextKey> = { 7: 'aside.cause.sender' };

type Props = {
  suspended: SuspendedTicket;
  picked: Picked;
  isOpen: boolean;
  onToggle: () => void;
  onRecover: () => void;
  onDelete: () => void;
};

/** A mail that was put aside: who, about what and why; its words when it is open. */
export function SuspendedRow(props: Props) {
  const t = useT();
  const id = useId();
  const { suspended, picked, isOpen } = props;
  const { author, subject, content } = suspended;
  const name = author.name || author.email;
  return (
    <AsideRow
      id={suspended.id}
      boxLabel={t('aside.select', { name: `${name}, ${subject}` })}
      at={suspended.created_at}
      picked={picked}
      content={isOpen && <Content {...props} id={id} />}
    >
      <button
        type="button"
        className={classes.open}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={props.onToggle}
      >
        <Avatar person={{ id: author.id ?? 0, name }} size={24} />
        <span className={classes.who}>{name}</span>
        <span className={classes.what}>
          <b>{subject || t('common.noSubject')}</b>
          <span>{content.slice(0, 160)}</span>
        </span>
        <span className={classes.why}>{t(causeOf(suspended))}</span>
      </button>
    </AsideRow>
  );
}

function Content({ id, suspended, onRecover, onDelete }: Props & { id: string }) {
  const t = useT();
  const { author, recipient, content } = suspended;
  return (
    <div id={id} className={classes.content}>
      <p className={classes.facts}>
        {author.id ? <Link to={`/people/${author.id}`}>{author.email}</Link> : author.email}
        {recipient && <span>{t('conversation.to', { people: recipient })}</span>}
      </p>
      <p className={classes.words}>{content}</p>
      <div className={classes.buttons}>
        <Button
          leftSection={<IconArrowBackUp size={14} stroke={1.75} aria-hidden="true" />}
          onClick={onRecover}
        >
          {t('aside.recover')}
        </Button>
        <Button
          leftSection={<IconTrash size={14} stroke={1.75} aria-hidden="true" />}
          onClick={onDelete}
        >
          {t('aside.delete')}
        </Button>
      </div>
    </div>
  );
}

function causeOf({ cause_id }: SuspendedTicket): TextKey {
  return CAUSES[cause_id] ?? 'aside.cause.other';
}

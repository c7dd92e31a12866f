import type { Conversation, Id } from '@guichet/api';
import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { useT } from '@/i18n/provider';
import { StatusIcon } from '@/shared/ui';
import { type Candidate, useCandidates } from './candidates';
import classes from './merging.module.css';

type Props = { ticket: Conversation['ticket']; onChoose: (id: Id) => void };

/** Finds a ticket by its number or by words; offers first what the same person asked for. */
export function TargetSearch({ ticket, onChoose }: Props) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const asked = { ticketId: ticket.id, requesterId: ticket.requester_id, text };
  const found = useCandidates(asked);
  const shown = found ?? [];
  const pointed = shown[Math.min(at, shown.length - 1)];
  function handleKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) setAt((at + step + shown.length) % shown.length);
    else if (event.key === 'Enter' && pointed) onChoose(pointed.id);
    else return;
    event.preventDefault();
  }
  return (
    <div className={classes.search}>
      <TextInput
        role="combobox"
        label={t('merging.find')}
        placeholder={t('merging.findHint')}
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={pointed && `${id}-${pointed.id}`}
        aria-autocomplete="list"
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={handleKey}
      />
      {text.trim() === '' && shown.length > 0 && (
        <p className={classes.heading}>{t('merging.sameRequester')}</p>
      )}
      <div id={`${id}-list`} role="listbox" aria-label={t('merging.candidates')}>
        {shown.map((candidate, index) => (
          <CandidateOption
            key={candidate.id}
            id={`${id}-${candidate.id}`}
            candidate={candidate}
            isPointed={candidate === pointed}
            onPoint={() => setAt(index)}
            onChoose={() => onChoose(candidate.id)}
          />
        ))}
      </div>
      {found?.length === 0 && (
        <p className={classes.nothing} role="status">
          {t(text.trim() === '' ? 'merging.nothingElse' : 'common.nothingFound')}
        </p>
      )}
    </div>
  );
}

type OptionProps = {
  id: string;
  candidate: Candidate;
  isPointed: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function CandidateOption({ id, candidate, isPointed, onPoint, onChoose }: OptionProps) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
    <div
      id={id}
      role="option"
      aria-selected={isPointed}
      className={classes.option}
      onPointerMove={() => !isPointed && onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <StatusIcon status={candidate.status} />
      <span className={classes.optionSubject}>{candidate.subject || t('common.noSubject')}</span>
      {candidate.by && <span className={classes.faint}>{candidate.by}</span>}
      <span className={classes.number}>#{candidate.id}</span>
    </div>
  );
}

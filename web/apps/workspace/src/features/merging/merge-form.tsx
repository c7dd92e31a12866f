import type { Id } from '@guichet/api';
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import settings from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import classes from './merging.module.css';
import { useMerge } from './use-merge';
import { describeRefusal } from './words';

type Props = {
  target: Id;
  sources: readonly Id[];
  /** Who joins the conversation in copy, having asked in another ticket. */
  joining: string | null;
  /** The way to another choice. */
  back?: ReactNode;
  onClose: () => void;
  onMerged?: () => void;
  /** The tickets, as they are shown. */
  children: ReactNode;
};

/** What a merge will do, something to say about it, and the button that does it. */
export function MergeForm({ target, sources, joining, back, onClose, onMerged, children }: Props) {
  const t = useT();
  const merging = useMerge();
  const [text, setText] = useState('');
  const [isPublic, setPublic] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    merging.mutate(
      { target, sources, comment: { text, isPublic } },
      {
        onSuccess: () => {
          onClose();
          onMerged?.();
        },
      },
    );
  }
  const numbers = sources.map((id) => `#${id}`).join(', ');
  return (
    <form className={settings.dialog} onSubmit={handleSubmit}>
      {children}
      <ul className={classes.outcome}>
        <li>{t('merging.closes', { count: sources.length, numbers })}</li>
        <li>{t('merging.shows', { number: `#${target}` })}</li>
        <li>{t('merging.arrives', { number: `#${target}` })}</li>
        {joining && <li>{t('merging.joins', { name: joining, number: `#${target}` })}</li>}
      </ul>
      <div className={classes.comment}>
        <Textarea
          label={t('merging.comment', { number: `#${target}` })}
          rows={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {text.trim() !== '' && (
          <SegmentedControl
            aria-label={t('merging.readers')}
            value={isPublic ? 'public' : 'team'}
            onChange={(value) => setPublic(value === 'public')}
            data={[
              { value: 'team', label: t('composer.note') },
              { value: 'public', label: t('merging.public') },
            ]}
          />
        )}
      </div>
      <FormProblem error={merging.error} describe={(error) => describeRefusal(error, t)} />
      <div className={settings.dialogActions}>
        {back && <span className={settings.first}>{back}</span>}
        <Button size="md" onClick={onClose}>
          {t('form.cancel')}
        </Button>
        <Button
          ref={button}
          type="submit"
          size="md"
          variant="filled"
          loading={merging.isPending}
          data-autofocus
        >
          {t('merging.merge', { number: `#${target}` })}
        </Button>
      </div>
    </form>
  );
}

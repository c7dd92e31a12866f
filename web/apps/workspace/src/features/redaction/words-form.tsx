import type { Comment } from '@guichet/api';
import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import settings from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { holds } from './blots';
import { BlottedText } from './blotted-text';
import classes from './redaction.module.css';

type Props = {
  comment: Comment;
  /** Those selected, if any. */
  words: string;
  onRedact: (words: string) => Promise<unknown>;
  onClose: () => void;
};

/** The words to blot out, how the message will read without them, and what else goes with them. */
export function WordsForm({ comment, words: selected, onRedact, onClose }: Props) {
  const t = useT();
  const [words, setWords] = useState(selected);
  const redacting = useMutation({ mutationFn: onRedact, onSuccess: onClose });
  const texts = [comment.plain_body, plainTextOf(comment.quoted_html)];
  // What an edited note said before is known to the server alone.
  const wasEdited = comment.version > 1 && words.trim() !== '';
  const isFound = texts.some((text) => holds(text, words));
  const isMissing = words.trim() !== '' && !isFound && !wasEdited;
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isFound || wasEdited) redacting.mutate(words);
  }
  return (
    <Dialog title={t('redaction.title')} size={560} onClose={onClose}>
      <form className={settings.dialog} onSubmit={handleSubmit}>
        <Textarea
          label={t('redaction.words')}
          description={t('redaction.wordsHint')}
          error={isMissing && t('redaction.notFound')}
          autosize
          maxRows={6}
          value={words}
          data-autofocus
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {isFound && (
          <section className={classes.preview}>
            <h3>{t('redaction.preview')}</h3>
            <BlottedText texts={texts} words={words} />
          </section>
        )}
        <ul className={classes.outcome}>
          <li>{t('redaction.everywhere')}</li>
          {comment.raw_url && <li>{t('redaction.alsoMail')}</li>}
          <li>{t('redaction.notElsewhere')}</li>
          <li>{t('redaction.noReturn')}</li>
        </ul>
        <FormProblem error={redacting.error} />
        <DialogActions
          action={t('redaction.forGood')}
          isPending={redacting.isPending}
          isDisabled={!isFound && !wasEdited}
          isDanger
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

/** The words of cleaned HTML, a line for each of its blocks. */
function plainTextOf(html: string | null): string {
  if (!html) return '';
  const lines = html.replace(/<(br|\/p|\/div|\/li|\/tr|\/blockquote)\b/g, '\n$&');
  return new DOMParser().parseFromString(lines, 'text/html').body.textContent ?? '';
}

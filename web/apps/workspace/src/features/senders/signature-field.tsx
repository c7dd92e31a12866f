import { ApiError, type Id } from '@guichet/api';
import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { PlaceholderMenu } from '@/features/settings/macros/placeholder-menu';
import type { PlaceholderGroup } from '@/features/settings/macros/placeholders';
import { useT } from '@/i18n/provider';
import { signatureQuery } from './api';
import classes from './senders.module.css';

const PAUSE_MS = 250;

type Props = {
  label: string;
  hint?: string;
  value: string;
  error: string | undefined;
  /** What it may name. */
  placeholders: readonly PlaceholderGroup[];
  /** The team whose it is. */
  groupId?: Id;
  /** What the brand is called whose it is. */
  brandName?: string;
  onChange: (value: string) => void;
};

/** A signature while it is written, and below it as a mail would end. */
export function SignatureField(props: Props) {
  const { value, onChange } = props;
  const input = useRef<HTMLTextAreaElement>(null);

  function insert(placeholder: string) {
    const { selectionStart = value.length, selectionEnd = value.length } = input.current ?? {};
    onChange(value.slice(0, selectionStart) + placeholder + value.slice(selectionEnd));
    input.current?.focus();
  }
  return (
    <div className={classes.field}>
      <Textarea
        ref={input}
        label={props.label}
        description={props.hint}
        autosize
        minRows={2}
        maxRows={8}
        value={value}
        error={props.error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div>
        <PlaceholderMenu groups={props.placeholders} onPick={insert} />
      </div>
      {value.trim() !== '' && (
        <Preview text={value} groupId={props.groupId} brandName={props.brandName} />
      )}
    </div>
  );
}

type PreviewProps = { text: string; groupId?: Id; brandName?: string };

function Preview({ text, groupId, brandName }: PreviewProps) {
  const t = useT();
  const [asked] = useDebouncedValue({ text, group_id: groupId, brand_name: brandName }, PAUSE_MS);
  const { data, error } = useQuery(signatureQuery(asked));
  const isRefused = error instanceof ApiError && error.status === 422;
  return (
    <output className={classes.preview} aria-label={t('senders.preview')}>
      {isRefused ? (
        <span className={classes.refused}>{t('macroForm.badPlaceholder')}</span>
      ) : (
        <>
          <span className={classes.dashes}>--</span>
          {data}
        </>
      )}
    </output>
  );
}

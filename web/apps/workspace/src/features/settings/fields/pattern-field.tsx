import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import { fitsPattern } from './field-draft';
import classes from './fields-page.module.css';

type Props = { pattern: string; problem: string | undefined; onChange: (pattern: string) => void };

/** A pattern, and a value to try it with. */
export function PatternField({ pattern, problem, onChange }: Props) {
  const t = useT();
  const [tried, setTried] = useState('');
  const fits = fitsPattern(pattern, tried);
  const isTried = pattern !== '' && tried !== '';
  return (
    <div className={classes.try}>
      <TextInput
        label={t('fields.pattern')}
        placeholder="LUM-\d{5}"
        value={pattern}
        error={problem}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div>
        <TextInput
          label={t('fields.tryPattern')}
          placeholder="LUM-20391"
          value={tried}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTried(event.currentTarget.value)}
        />
        <p
          role="status"
          className={classes.hint}
          data-tone={isTried && fits !== null ? (fits ? 'ok' : 'failing') : undefined}
        >
          {isTried && t(`fields.tried.${fits ?? 'unknown'}`)}
        </p>
      </div>
    </div>
  );
}

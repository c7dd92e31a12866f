import { Input } from '@mantine/core';
import { IconSlash } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import classes from './colour-field.module.css';

const COLOURS = ['#0b6770', '#6a4fcf', '#2563c0', '#2a7a3c', '#b04a08', '#b81f27', '#384144'];

type Props = {
  /** As `#rrggbb`; empty for the desk's own. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

/** Chooses a brand's colour: one of a few, any other by its code, or the desk's own. */
export function ColourField({ value, error, onChange }: Props) {
  const t = useT();
  return (
    <Input.Wrapper label={t('brands.colour')} error={error} labelElement="div">
      <div className={classes.row}>
        <button
          type="button"
          className={classes.swatch}
          data-none
          aria-label={t('brands.noColour')}
          title={t('brands.noColour')}
          aria-pressed={value === ''}
          onClick={() => onChange('')}
        >
          <IconSlash size={16} stroke={1.75} aria-hidden="true" />
        </button>
        {COLOURS.map((colour) => (
          <button
            key={colour}
            type="button"
            className={classes.swatch}
            style={{ '--brand': colour }}
            aria-label={colour}
            aria-pressed={value.toLowerCase() === colour}
            onClick={() => onChange(colour)}
          />
        ))}
        <Input
          className={classes.code}
          aria-label={t('brands.colourCode')}
          placeholder="#0b6770"
          maxLength={7}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </Input.Wrapper>
  );
}

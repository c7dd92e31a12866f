import { Button, Input } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Logo } from '@/features/brands/api';
import { useT } from '@/i18n/provider';
import classes from '../settings-page.module.css';

const KINDS = 'image/png,image/jpeg,image/gif,image/webp';
const MOST_BYTES = 1 << 20;

type Props = {
  logo: Logo | null;
  /** The picture that was chosen; null to have none, undefined to keep what there is. */
  picture: File | null | undefined;
  onChange: (picture: File | null) => void;
};

/** Chooses a brand's logo, or takes it away. */
export function LogoField({ logo, picture, onChange }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const hasOne = picture === undefined ? logo !== null : picture !== null;
  return (
    <Input.Wrapper
      label={t('brands.logo')}
      description={t('brands.logoHint')}
      error={isTooLarge && t('brands.logoTooLarge')}
      labelElement="div"
    >
      <div className={classes.row}>
        <Button
          leftSection={<IconPhoto size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => input.current?.click()}
        >
          {t('brands.chooseLogo')}
        </Button>
        {picture && <span className={classes.faint}>{picture.name}</span>}
        {hasOne && (
          <Button variant="subtle" onClick={() => onChange(null)}>
            {t('brands.noLogo')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept={KINDS}
          hidden
          aria-label={t('brands.logo')}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (!chosen) return;
            setTooLarge(chosen.size > MOST_BYTES);
            if (chosen.size <= MOST_BYTES) onChange(chosen);
          }}
        />
      </div>
    </Input.Wrapper>
  );
}

import { useEffect, useState } from 'react';
import type { Logo } from '@/features/brands/api';
import { BrandMark } from '@/features/brands/brand-mark';
import { useT } from '@/i18n/provider';
import type { BrandDraft } from './brand-draft';
import classes from './brand-preview.module.css';

type Props = { draft: BrandDraft; logo: Logo | null; picture: File | null };

/** What customers see of a brand: its mark and name, in its colour. */
export function BrandPreview({ draft, logo, picture }: Props) {
  const t = useT();
  const chosen = useAddressOf(picture);
  const shown = logo ?? (chosen ? ({ content_url: chosen } as Logo) : null);
  const name = draft.name.trim() || t('brands.name');
  const color = draft.color || null;
  return (
    <section className={classes.preview} aria-label={t('brands.preview')}>
      <h3>{t('brands.preview')}</h3>
      <div className={classes.head} style={{ '--brand': color ?? undefined }}>
        <BrandMark brand={{ name, color, logo: shown }} size={36} />
        <b>{name}</b>
        <span className={classes.host}>{draft.host_mapping}</span>
      </div>
    </section>
  );
}

/** Where the browser finds a file that was chosen. */
function useAddressOf(file: File | null) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return setAddress(null);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}

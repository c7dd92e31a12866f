import { Select } from '@mantine/core';
import { useBrandOptions, useBrands } from '@/features/brands/use-brands';
import { useT } from '@/i18n/provider';
import type { MailboxDraft } from './mailbox-draft';

type Props = { draft: MailboxDraft; onChange: (part: Partial<MailboxDraft>) => void };

/** The brand that gets a mailbox's tickets and answers from it, where the desk has several. */
export function BrandField({ draft, onChange }: Props) {
  const t = useT();
  const brands = useBrands();
  const options = useBrandOptions();
  if (brands.length < 2) return null;
  const chosen = draft.brandId ?? brands.find((brand) => brand.default)?.id;
  return (
    <Select
      label={t('brands.of')}
      allowDeselect={false}
      data={options.map(({ value, label }) => ({ value, label }))}
      value={String(chosen)}
      onChange={(value) => value && onChange({ brandId: Number(value) })}
    />
  );
}

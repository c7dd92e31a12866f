import type { Locale } from '@guichet/api';
import { SegmentedControl } from '@mantine/core';
import { LANGUAGES } from '@/i18n/languages';
import { useI18n } from '@/i18n/provider';

/** French or English, for pages before sign-in. */
export function LanguageSwitch({ onChange }: { onChange: (locale: Locale) => void }) {
  const { t, locale } = useI18n();
  return (
    <SegmentedControl
      aria-label={t('form.language')}
      value={locale}
      onChange={(value) => onChange(value as Locale)}
      data={LANGUAGES.toReversed().map(({ value, label }) => ({
        value,
        label: <span lang={value}>{label}</span>,
      }))}
    />
  );
}

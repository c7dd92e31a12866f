import type { Locale } from '@guichet/api';
import { SegmentedControl } from '@mantine/core';
import { useI18n } from '@/i18n/provider';

const LANGUAGES: { value: Locale; label: string }[] = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
];

/** French or English, for pages before sign-in. */
export function LanguageSwitch({ onChange }: { onChange: (locale: Locale) => void }) {
  const { t, locale } = useI18n();
  return (
    <SegmentedControl
      aria-label={t('form.language')}
      value={locale}
      onChange={(value) => onChange(value as Locale)}
      data={LANGUAGES.map(({ value, label }) => ({
        value,
        label: <span lang={value}>{label}</span>,
      }))}
    />
  );
}

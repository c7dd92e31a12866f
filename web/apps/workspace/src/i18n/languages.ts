import type { Locale } from '@guichet/api';

/** The languages Guichet speaks, each by its own name. */
export const LANGUAGES: { value: Locale; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'Français' },
];

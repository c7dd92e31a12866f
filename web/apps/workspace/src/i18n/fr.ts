// French texts, the same files in the same order as en.ts.

import shell from '@/features/shell/texts/fr.json';
import shared from '@/shared/texts/fr.json';
import type en from './en';

export default { ...shared, ...shell } satisfies Record<keyof typeof en, string>;

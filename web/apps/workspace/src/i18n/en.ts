// English texts: one file per feature, merged. Add a feature's file here and in fr.ts.

import shell from '@/features/shell/texts/en.json';
import shared from '@/shared/texts/en.json';

export default { ...shared, ...shell };

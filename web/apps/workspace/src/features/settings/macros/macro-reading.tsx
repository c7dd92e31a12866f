import type { Macro } from '@/features/macros/api';
import { useMacroSummary } from '@/features/macros/words';
import { useT } from '@/i18n/provider';
import { useAudienceName } from '../audience/audience-name';
import { draftOf } from './macro-draft';
import classes from './macros.module.css';

/** A macro that only others may change: what it is for, who it is for, and what it does. */
export function MacroReading({ macro }: { macro: Macro }) {
  const t = useT();
  const summaryOf = useMacroSummary();
  const audience = useAudienceName(macro.restriction);
  const text = new DOMParser().parseFromString(draftOf(macro).html, 'text/html').body;
  const lines = [...text.children].map((block) => block.textContent ?? '').join('\n');
  return (
    <dl className={classes.reading}>
      {macro.description && (
        <div>
          <dt>{t('macroForm.description')}</dt>
          <dd>{macro.description}</dd>
        </div>
      )}
      <div>
        <dt>{t('audience.title')}</dt>
        <dd>{audience ?? t('audience.everybody')}</dd>
      </div>
      <div>
        <dt>{t('macroForm.does')}</dt>
        <dd>{summaryOf(macro)}</dd>
      </div>
      {lines && (
        <div>
          <dt>{t('macroForm.text')}</dt>
          <dd className={classes.lines}>{lines}</dd>
        </div>
      )}
    </dl>
  );
}

import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { Keys } from '@/shared/ui';
import classes from './nothing-open.module.css';

const HINTS: { keys: string; label: TextKey }[] = [
  { keys: 'j k', label: 'inbox.hintMove' },
  { keys: 'x', label: 'list.selectThis' },
  { keys: 'c', label: 'shell.newTicket' },
  { keys: '/', label: 'shell.search' },
  { keys: '?', label: 'inbox.hintKeys' },
];

/** Beside the list while no ticket is open: what the keys do. */
export function NothingOpen() {
  const t = useT();
  return (
    <section className={classes.nothing} aria-label={t('inbox.nothingOpen')}>
      <dl className={classes.hints}>
        {HINTS.map(({ keys, label }) => (
          <div key={keys}>
            <dt>{t(label)}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

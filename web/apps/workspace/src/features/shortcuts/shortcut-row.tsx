import { Fragment } from 'react';
import { useT } from '@/i18n/provider';
import classes from './sheet.module.css';
import type { SheetRow } from './sheet-rows';

/** What a command does, and its keys. */
export function ShortcutRow({ row }: { row: SheetRow }) {
  const t = useT();
  return (
    <li className={classes.row}>
      {row.label}
      <span className={classes.keys}>
        {row.keys.map((press, index) => (
          <Fragment key={press.join()}>
            {index > 0 && row.isSequence && t('shortcuts.then')}
            {press.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </Fragment>
        ))}
      </span>
    </li>
  );
}

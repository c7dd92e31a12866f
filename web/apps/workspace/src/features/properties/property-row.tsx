import { VisuallyHidden } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/provider';
import { Picker, type PickerOption, useScreen } from '@/shared/ui';
import classes from './property-list.module.css';

export type RowProps = {
  label: string;
  /** The label as it is shown, where it says more than its words. */
  shownLabel?: ReactNode;
  useOptions: (typed: string) => PickerOption[];
  chosen: readonly string[];
  onPick: (value: string) => void;
  isReadOnly: boolean;
  /** How its list behaves; see {@link Picker}. */
  isFiltered?: boolean;
  staysOpen?: boolean;
  emptyText?: string;
  noneLabel?: string;
  /** The value as it is shown; nothing when there is none. */
  children: ReactNode;
};

type Props = RowProps & { opened: boolean; onOpenedChange: (opened: boolean) => void };

/** A label and a value; the value is a button that opens the list of others. */
export function PropertyRow({ shownLabel, isReadOnly, children, ...list }: Props) {
  const t = useT();
  const { isPhone } = useScreen();
  const { label, opened, onOpenedChange } = list;
  return (
    <div className={classes.row}>
      <dt>{shownLabel ?? label}</dt>
      <dd>
        {isReadOnly ? (
          <span className={classes.value}>{children}</span>
        ) : (
          <Picker {...list}>
            <button type="button" className={classes.value} onClick={() => onOpenedChange(!opened)}>
              <VisuallyHidden>{label}</VisuallyHidden>
              {children || <span className={classes.empty}>{t('details.add')}</span>}
              {isPhone && (
                <IconChevronRight
                  size={14}
                  stroke={1.75}
                  className={classes.go}
                  aria-hidden="true"
                />
              )}
            </button>
          </Picker>
        )}
      </dd>
    </div>
  );
}

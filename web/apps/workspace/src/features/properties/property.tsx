import { VisuallyHidden } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Picker, type PickerOption, useScreen } from '@/shared/ui';
import { type OpenProperty, useDetails } from './details-context';
import classes from './property-list.module.css';

type Props = {
  name: NonNullable<OpenProperty>;
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
  /** The value as it is shown. */
  children: ReactNode;
};

/** A label and a value; the value is a button that opens the list of others. */
export function Property(props: Props) {
  const { name, label, shownLabel, isReadOnly, children, ...list } = props;
  const { openProperty, edit } = useDetails();
  const { isPhone } = useScreen();
  const isOpen = openProperty === name;
  return (
    <div className={classes.row}>
      <dt>{shownLabel ?? label}</dt>
      <dd>
        {isReadOnly ? (
          <span className={classes.value}>{children}</span>
        ) : (
          <Picker
            label={label}
            {...list}
            opened={isOpen}
            onOpenedChange={(opened) => edit(opened ? name : null)}
          >
            <button
              type="button"
              className={classes.value}
              onClick={() => edit(isOpen ? null : name)}
            >
              <VisuallyHidden>{label}</VisuallyHidden>
              {children}
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

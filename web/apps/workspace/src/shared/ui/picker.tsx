import { Combobox, useCombobox } from '@mantine/core';
import { cloneElement, type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { ExistingTarget } from './existing-target';
import { PickerBody, type PickerBodyProps } from './picker-body';

type ListProps = Omit<PickerBodyProps, 'combobox'> & {
  onPick: (value: string) => void;
  onOpenedChange: (opened: boolean) => void;
  /** Stays open when something was picked, to pick more. */
  staysOpen?: boolean;
  position?: 'bottom-start' | 'bottom-end' | 'top-start';
};

type Props = ListProps & {
  opened: boolean;
  /** The button that opens it. */
  children: ReactElement<Record<string, unknown>>;
};

/** A button that opens a list with a search field; works by keyboard alone. */
export function Picker({ opened, children, ...list }: Props) {
  const button = useRef<HTMLElement>(null);
  return (
    <>
      {cloneElement(children, {
        ref: button,
        'aria-haspopup': 'dialog',
        'aria-expanded': opened,
      })}
      {/* A ticket has many pickers, and each list is costly: it exists only while it is open. */}
      {opened && <OpenList button={button} {...list} />}
    </>
  );
}

function OpenList(props: ListProps & { button: RefObject<HTMLElement | null> }) {
  const { button, onOpenedChange, onPick, staysOpen, position, ...body } = props;
  const combobox = useCombobox({ opened: true, onOpenedChange });

  useEffect(() => {
    return () => {
      // Back to the button, unless the pointer has gone elsewhere.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) button.current?.focus();
      });
    };
  }, [button]);

  return (
    <Combobox
      store={combobox}
      width={248}
      position={position ?? 'bottom-start'}
      onOptionSubmit={(value) => {
        onPick(value);
        if (!staysOpen) combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <ExistingTarget element={button} />
      </Combobox.Target>
      <Combobox.Dropdown role="dialog" aria-label={props.label}>
        <PickerBody combobox={combobox} {...body} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

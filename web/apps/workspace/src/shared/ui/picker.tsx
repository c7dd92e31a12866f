import { Combobox, useCombobox } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { PickerBody, type PickerBodyProps } from './picker-body';

type Props = Omit<PickerBodyProps, 'combobox'> & {
  onPick: (value: string) => void;
  opened: boolean;
  onOpenedChange: (opened: boolean) => void;
  position?: 'bottom-start' | 'bottom-end' | 'top-start';
  /** The button that opens it. */
  children: ReactElement<Record<string, unknown>>;
};

/** A button that opens a list with a search field; works by keyboard alone. */
export function Picker(props: Props) {
  const { opened, onOpenedChange, onPick, children, position, ...body } = props;
  const combobox = useCombobox({ opened, onOpenedChange });
  const { targetRef, resetSelectedOption } = combobox;

  // biome-ignore lint/correctness/useExhaustiveDependencies: opening and closing are what counts
  useEffect(() => {
    if (!opened) return;
    return () => {
      resetSelectedOption();
      // Back to the button, unless the pointer has gone elsewhere.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) targetRef.current?.focus();
      });
    };
  }, [opened]);

  return (
    <Combobox
      store={combobox}
      width={248}
      keepMounted={false}
      position={position ?? 'bottom-start'}
      onOptionSubmit={(value) => {
        onPick(value);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        {children}
      </Combobox.Target>
      <Combobox.Dropdown role="dialog" aria-label={props.label}>
        {opened && <PickerBody combobox={combobox} {...body} />}
      </Combobox.Dropdown>
    </Combobox>
  );
}

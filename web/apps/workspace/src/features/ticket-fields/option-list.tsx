import type { PickerOption } from '@/shared/ui';
import type { FieldOption } from './api';
import classes from './field-properties.module.css';
import { optionText, placeOf } from './values';

/** Options for a picker: where an option is nested stands faintly before it, and is searched too. */
export function optionList(options: readonly FieldOption[], typed: string): PickerOption[] {
  const wanted = fold(typed);
  return options
    .filter((option) => fold(optionText(options, option.value)).includes(wanted))
    .map((option) => {
      const { name, within } = placeOf(option);
      const path = within.map((each) => `${each} › `).join('');
      return {
        value: option.value,
        label: name,
        icon: path && <span className={classes.within}>{path}</span>,
      };
    });
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

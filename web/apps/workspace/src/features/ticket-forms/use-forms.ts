import type { Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/provider';
import type { PickerOption } from '@/shared/ui';
import { formsQuery, type TicketForm } from './api';

const NO_FORMS: TicketForm[] = [];

/** The desk's forms; none until they are read. */
export function useForms(): readonly TicketForm[] {
  return useQuery(formsQuery).data ?? NO_FORMS;
}

/** The form of an id; none where it was removed, as on a ticket that has none. */
export const formOf = (id: Id | null | undefined, forms: readonly TicketForm[]) =>
  forms.find((form) => form.id === id) ?? null;

/** The form that new tickets get by themselves. */
export const defaultForm = (forms: readonly TicketForm[]) =>
  forms.find((form) => form.default && form.active) ?? null;

/** The forms that can be chosen, and to have none. */
export function useFormOptions(): PickerOption[] {
  const t = useT();
  const active = useForms().filter((form) => form.active);
  const named = active.map((form) => ({ value: String(form.id), label: form.name }));
  return [...named, { value: '', label: t('forms.none'), hint: t('forms.allFields') }];
}

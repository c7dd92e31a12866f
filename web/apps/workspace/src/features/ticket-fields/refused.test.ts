import { ApiError } from '@guichet/api';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { toasts } from '@/shared/toast/toast-store';
import { fieldsQuery, type TicketField } from './api';
import { toldByFields } from './refused';

const client = new QueryClient();
const fields = [1, 2].map((id) => ({ id, title: `Field ${id}` }) as TicketField);
client.setQueryData(fieldsQuery.queryKey, fields);
const refusal = (codes: Record<string, string>) => {
  const details = Object.entries(codes).map(([name, error]) => [
    name,
    [{ error, description: '' }],
  ]);
  return new ApiError(422, 'RecordInvalid', '', Object.fromEntries(details));
};

test('fields that only have to be filled in are named, as they may be out of sight', () => {
  const blank = refusal({ custom_fields_1: 'BlankValue', custom_fields_2: 'BlankValue' });
  expect(toldByFields(client, 7, blank)).toBe(true);
  expect(toasts.get()?.values).toEqual({ names: 'Field 1, Field 2' });
});

test('what does not fit, and what is about no field, is told elsewhere', () => {
  expect(toldByFields(client, 7, refusal({ custom_fields_1: 'InvalidValue' }))).toBe(false);
  expect(toldByFields(client, 7, refusal({ status: 'BlankValue' }))).toBe(false);
  expect(toldByFields(client, 7, new TypeError('odd'))).toBe(false);
});

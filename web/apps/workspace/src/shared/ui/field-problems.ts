import type { ApiError } from '@guichet/api';
import type { TextKey, Translate } from '@/i18n/texts';

type Detail = ApiError['details'][string][number];

/** What the server's names of faults mean; an invalid value depends on what the field holds. */
const BY_CODE: Record<string, TextKey> = {
  BlankValue: 'form.blank',
  DuplicateValue: 'problem.taken',
  TooCommon: 'problem.tooCommon',
  TooLong: 'problem.tooLong',
};
const INVALID_BY_FIELD: Record<string, TextKey> = {
  address: 'form.badAddress',
  cc: 'form.badAddress',
  email: 'form.badAddress',
  requester: 'form.badAddress',
  to: 'form.badAddress',
  public_url: 'problem.link',
  time_zone: 'problem.timeZone',
};

/** What is wrong with one field, in the reader's language; undefined when nothing is. */
export function fieldProblem(
  field: string,
  { details }: Pick<ApiError, 'details'>,
  t: Translate,
): string | undefined {
  const texts = details[field]?.map((detail) => problemText(field, detail, t));
  return texts && [...new Set(texts)].join(' ');
}

/** The same for all fields at fault. */
export function fieldProblems(error: Pick<ApiError, 'details'>, t: Translate): string {
  const texts = Object.keys(error.details).map((field) => fieldProblem(field, error, t));
  return [...new Set(texts)].join(' ');
}

function problemText(field: string, { error, description }: Detail, t: Translate): string {
  const key =
    error === 'InvalidValue'
      ? (INVALID_BY_FIELD[field] ?? 'problem.invalid')
      : BY_CODE[error ?? ''];
  return key ? t(key) : description;
}

import { looksLikeAddress } from '@/features/composer/addresses';
import type { TextKey } from '@/i18n/texts';
import { FEWEST_CHARACTERS } from './password-strength';

/** Something must be there. */
export function blank(value: string): TextKey | undefined {
  return value.trim() === '' ? 'form.blank' : undefined;
}

/** An e-mail address must be there. */
export function badAddress(value: string): TextKey | undefined {
  return looksLikeAddress(value.trim()) ? undefined : 'form.badAddress';
}

/** A new password that the server would refuse. */
export function badPassword(value: string): TextKey | undefined {
  return [...value].length < FEWEST_CHARACTERS ? 'form.shortPassword' : undefined;
}

/** Only the problems there are, so that a form without any has no keys. */
export function problemsOf<Name extends string>(
  found: Record<Name, TextKey | undefined>,
): Partial<Record<Name, TextKey>> {
  const real = Object.entries(found).filter(([, problem]) => problem !== undefined);
  return Object.fromEntries(real) as Partial<Record<Name, TextKey>>;
}

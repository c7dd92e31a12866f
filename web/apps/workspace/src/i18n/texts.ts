import type { Locale } from '@guichet/api';
import type en from './en';
import type enLater from './en-later';

type Plain<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

/** Every text the workspace can show. A plural's two forms, `x_one` and `x_other`, are asked for as `x`. */
export type TextKey = Plain<keyof typeof en | keyof typeof enLater> & string;
export type TextValues = Record<string, string | number>;
export type Texts = Record<string, string>;
export type Translate = (key: TextKey, values?: TextValues) => string;

/** BCP 47 tag whose habits Intl follows: British English, French of France. */
export const INTL_TAG: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };

/**
 * Makes the function that looks a text up and fills its `{names}`.
 * Numbers are written the locale's way; `count` chooses between the `_one` and `_other` forms.
 * A key without text is shown as it is, so that the gap is seen; nothing is shown while more texts are on their way.
 */
export function createTranslate(locale: Locale, texts: Texts, isWhole = true): Translate {
  const plural = new Intl.PluralRules(INTL_TAG[locale]);
  const number = new Intl.NumberFormat(INTL_TAG[locale]);
  return (key, values = {}) => {
    const text = texts[key] ?? pluralForm(key, values.count) ?? (isWhole ? key : '');
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };

  function pluralForm(key: string, count: TextValues[string] | undefined) {
    if (typeof count !== 'number') return undefined;
    const form = plural.select(count) === 'one' ? 'one' : 'other';
    return texts[`${key}_${form}`];
  }
}

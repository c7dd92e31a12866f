import { ApiError } from '@guichet/api';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { fieldProblem } from '@/shared/ui/field-problems';

type Problems<Values> = Partial<Record<keyof Values, TextKey>>;

type Options<Values> = {
  initial: Values;
  /** What is wrong with the values, by field; shown from the first try to send them. */
  check: (values: Values) => Problems<Values>;
  /** The error of the last try, whose fields at fault are marked too. */
  refusal: unknown;
  /** What a refusal of a field means, where the page knows better words than the server. */
  refusalTexts?: Problems<Values>;
  onSubmit: (values: Values) => void;
};

/** The values of a form, and what is wrong with each field. */
export function useForm<Values extends Record<string, string>>(options: Options<Values>) {
  const { initial, check, refusal, refusalTexts, onSubmit } = options;
  const t = useT();
  const [values, setValues] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const problems = check(values);

  const change = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }));

  function errorOf(name: keyof Values): string | undefined {
    const problem = problems[name];
    if (problem) return wasTried ? t(problem) : undefined;
    if (!(refusal instanceof ApiError)) return undefined;
    const text = refusalTexts?.[name];
    const found = fieldProblem(String(name), refusal, t);
    return found && text ? t(text) : found;
  }

  return {
    values,
    change,
    errorOf,
    /** The fields, for what is said beside them and not above the form. */
    names: Object.keys(initial),
    /** What an input needs to hold one of the values. */
    field: (name: keyof Values & string) => ({
      name,
      value: values[name] ?? '',
      error: errorOf(name),
      onChange: (event: ChangeEvent<HTMLInputElement>) =>
        change({ [name]: event.currentTarget.value } as Partial<Values>),
    }),
    submit(event: FormEvent) {
      event.preventDefault();
      setTried(true);
      if (Object.keys(problems).length === 0) onSubmit(values);
    },
  };
}

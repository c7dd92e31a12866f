import { ApiError } from '@guichet/api';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconStar, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { FieldKind } from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { MoveHandle } from '@/shared/ui/move-handle';
import { useSortable } from '@/shared/ui/use-sortable';
import {
  named,
  newOption,
  nextKey,
  type OptionDraft,
  withDefault,
  withPasted,
} from './field-draft';
import classes from './fields-page.module.css';

type Props = {
  kind: FieldKind;
  /** Whether something new can begin with one of them. */
  hasDefault: boolean;
  options: readonly OptionDraft[];
  problem: string | undefined;
  /** The error of the last try, which may name one of the options. */
  refusal: unknown;
  onChange: (options: OptionDraft[]) => void;
};

/** What can be chosen, one row each: typed, pasted as a list, put in order, one the default. */
export function OptionsEditor({ kind, hasDefault, options, problem, refusal, onChange }: Props) {
  const t = useT();
  const added = useRef<number | null>(null);
  const keys = options.map((option) => option.key);
  const byKey = new Map(options.map((option) => [option.key, option]));
  const sortable = useSortable(keys, (order) =>
    onChange(order.flatMap((key) => byKey.get(key) ?? [])),
  );
  const atFault = faultyOption(named(options), refusal);
  const rename = (key: number, name: string) =>
    onChange(options.map((option) => (option.key === key ? { ...option, name } : option)));

  useEffect(() => {
    if (added.current === null) return;
    const input = sortable.list.current?.querySelector<HTMLInputElement>('li:last-child input');
    input?.focus();
    added.current = null;
  });
  function add() {
    added.current = nextKey(options);
    onChange([...options, newOption(added.current)]);
  }
  return (
    <div className={classes.options}>
      <span className={classes.label}>{t('fields.options')}</span>
      <p className={classes.hint}>{t('fields.optionsHint')}</p>
      <ul ref={sortable.list} className={classes.options}>
        {sortable.order.map((key, index) => {
          const option = byKey.get(key);
          if (!option) return null;
          const name = option.name || t('fields.optionNumber', { number: index + 1 });
          return (
            <li
              key={key}
              className={classes.option}
              data-dragged={sortable.dragged === key || undefined}
            >
              <MoveHandle name={name} {...sortable.handle(key)} />
              <TextInput
                aria-label={t('fields.optionNumber', { number: index + 1 })}
                value={option.name}
                error={atFault === key ? t('fields.sameValue') : undefined}
                onChange={(event) => rename(key, event.currentTarget.value)}
                onPaste={(event) => {
                  const text = event.clipboardData.getData('text');
                  if (!text.trim().includes('\n')) return;
                  event.preventDefault();
                  onChange(withPasted(options, key, text));
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  add();
                }}
              />
              {hasDefault && (
                <IconButton
                  className={classes.default}
                  label={t('fields.default', { name })}
                  aria-pressed={option.default}
                  onClick={() => onChange(withDefault(options, key, kind))}
                >
                  <IconStar size={16} stroke={1.75} />
                </IconButton>
              )}
              <IconButton
                label={t('common.remove', { name })}
                onClick={() => onChange(options.filter((each) => each.key !== key))}
              >
                <IconX size={16} stroke={1.75} />
              </IconButton>
            </li>
          );
        })}
      </ul>
      {problem && (
        <p role="alert" className={classes.hint} data-tone="failing">
          {problem}
        </p>
      )}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          onClick={add}
        >
          {t('fields.addOption')}
        </Button>
      </div>
    </div>
  );
}

/** The option that the server refused, which it names by its place. */
function faultyOption(options: readonly OptionDraft[], refusal: unknown): number | undefined {
  if (!(refusal instanceof ApiError)) return undefined;
  const [detail] = refusal.details.custom_field_options ?? [];
  const { index = -1 } = (detail ?? {}) as { index?: number };
  return options[index]?.key;
}

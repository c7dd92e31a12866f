import { VisuallyHidden } from '@mantine/core';
import { IconSearch, IconTicket } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { Keys } from '@/shared/ui';
import classes from './palette.module.css';
import { itemAt, type PaletteItem } from './palette-items';
import { PaletteLine } from './palette-line';
import { readQuery } from './query-kind';
import { usePaletteGroups } from './use-palette-groups';

type Props = {
  openTicket: number | null;
  onChoose: (item: PaletteItem) => void;
};

/** The search field and what fits; the focus stays in the field while the arrows choose. */
export function PalettePanel({ openTicket, onChoose }: Props) {
  const t = useT();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const groups = usePaletteGroups(typed, openTicket);
  const count = groups.reduce((sum, group) => sum + group.items.length, 0);
  const chosen = itemAt(groups, Math.min(at, count - 1));
  const { kind, text } = readQuery(typed);

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  useCommand({
    id: 'palette.searchAll',
    labelKey: 'shell.search',
    group: 'anywhere',
    keys: ['Mod+Enter'],
    whileTyping: true,
    run: () => {
      if (text) onChoose({ id: 'search', kind: 'search', text, count: null });
    },
  });

  function handleKey(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowDown: (Math.min(at, count - 1) + 1) % count,
      ArrowUp: (Math.min(at, count - 1) - 1 + count) % count,
      PageDown: Math.min(count - 1, at + 5),
      PageUp: Math.max(0, at - 5),
    };
    const next = steps[event.key];
    if (next !== undefined && count > 0) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && chosen) {
      event.preventDefault();
      onChoose(chosen);
    } else if (event.key === 'Tab') {
      event.preventDefault();
    }
  }

  return (
    <>
      <div className={classes.query}>
        <IconSearch size={20} stroke={1.75} aria-hidden="true" />
        <input
          role="combobox"
          className={classes.input}
          aria-label={t('palette.field')}
          aria-expanded={count > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.field')}
          // biome-ignore lint/a11y/noAutofocus: the palette was opened to type into it
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={handleKey}
        />
        {openTicket && (
          <span className={classes.here}>
            <IconTicket size={12} stroke={1.75} aria-hidden="true" />#{openTicket}
          </span>
        )}
        <Keys keys="Escape" />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('palette.results')}
        className={classes.list}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div
            key={group.titleKey ?? 'search'}
            role="group"
            className={classes.group}
            aria-label={t(group.titleKey ?? 'shell.search')}
          >
            {group.titleKey && (
              <div className={classes.title} aria-hidden="true">
                {t(group.titleKey)}
              </div>
            )}
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, see aria-activedescendant
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
              <div
                key={item.id}
                id={`${id}-${item.id}`}
                role="option"
                aria-selected={item === chosen}
                className={classes.item}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onChoose(item)}
              >
                <PaletteLine item={item} />
              </div>
            ))}
          </div>
        ))}
      </div>
      {count === 0 && (
        <p className={classes.nothing}>
          {t(kind === 'ticket' ? 'palette.typeNumber' : 'common.nothingFound')}
        </p>
      )}
      <VisuallyHidden role="status">{text !== '' && t('search.results', { count })}</VisuallyHidden>
      <PaletteFoot />
    </>
  );
}

function PaletteFoot() {
  const t = useT();
  return (
    <footer className={classes.foot}>
      <span>
        <Keys keys="ArrowUp ArrowDown" />
        {t('palette.move')}
      </span>
      <span>
        <Keys keys="Enter" />
        {t('palette.run')}
      </span>
      <i className={classes.space} />
      <span>
        <Keys keys=">" />
        {t('palette.commands')}
      </span>
      <span>
        <Keys keys="#" />
        {t('palette.ticket')}
      </span>
      <span>
        <Keys keys="@" />
        {t('palette.person')}
      </span>
    </footer>
  );
}

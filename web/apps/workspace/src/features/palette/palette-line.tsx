import {
  IconAdjustments,
  IconArrowRight,
  IconBuilding,
  IconChevronRight,
  IconPencil,
  IconSearch,
  IconTemplate,
} from '@tabler/icons-react';
import { useMacroSummary } from '@/features/macros/words';
import { useT } from '@/i18n/provider';
import type { CommandGroup } from '@/shared/keys';
import { Avatar, Keys, StatusIcon } from '@/shared/ui';
import classes from './palette.module.css';
import type { PaletteItem } from './palette-items';
import { markedParts } from './query-kind';

const COMMAND_ICONS: Record<CommandGroup, typeof IconPencil> = {
  write: IconPencil,
  editor: IconPencil,
  change: IconAdjustments,
  go: IconArrowRight,
  move: IconChevronRight,
  anywhere: IconChevronRight,
};

/** What one line of the palette shows. */
export function PaletteLine({ item }: { item: PaletteItem }) {
  const t = useT();
  const summaryOf = useMacroSummary();
  switch (item.kind) {
    case 'ticket':
      return (
        <>
          <StatusIcon status={item.status} size={16} />
          <span className={classes.text}>
            {markedParts(item.title || t('common.noSubject')).map((part, index) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, never reordered
              part.isMarked ? <mark key={index}>{part.text}</mark> : part.text,
            )}
          </span>
          <span className={classes.faint}>{item.by}</span>
          <span className={classes.end}>#{item.ticket}</span>
        </>
      );
    case 'person':
      return (
        <>
          <Avatar person={{ id: item.person, name: item.name }} size={20} />
          <span className={classes.text}>{item.name}</span>
          <span className={classes.faint}>{item.email}</span>
        </>
      );
    case 'organization':
      return (
        <>
          <IconBuilding size={16} stroke={1.75} aria-hidden="true" />
          <span className={classes.text}>{item.name}</span>
        </>
      );
    case 'command': {
      const { group, labelKey, keys } = item.command;
      const Icon = COMMAND_ICONS[group];
      return (
        <>
          <Icon size={16} stroke={1.75} aria-hidden="true" />
          <span className={classes.text}>{t(labelKey)}</span>
          <span className={classes.end}>{keys[0] && <Keys keys={keys[0]} />}</span>
        </>
      );
    }
    case 'macro':
      return (
        <>
          <IconTemplate size={16} stroke={1.75} aria-hidden="true" />
          <span className={classes.text}>{t('macros.inPalette', { title: item.macro.title })}</span>
          <span className={classes.faint}>{summaryOf(item.macro)}</span>
        </>
      );
    case 'page':
      return (
        <>
          <item.Icon size={16} stroke={1.75} aria-hidden="true" />
          <span className={classes.text}>{item.name}</span>
        </>
      );
    case 'search':
      return (
        <>
          <IconSearch size={16} stroke={1.75} aria-hidden="true" />
          <span className={classes.text}>{t('palette.searchAll', { text: item.text })}</span>
          {item.count !== null && (
            <span className={classes.faint}>{t('search.results', { count: item.count })}</span>
          )}
          <span className={classes.end}>
            <Keys keys="Mod+Enter" />
          </span>
        </>
      );
  }
}

import type { Status } from '@guichet/api';
import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { Macro } from '@/features/macros/api';
import type { TextKey } from '@/i18n/texts';
import type { Command } from '@/shared/keys';

/** One line of the palette that can be chosen. */
export type PaletteItem = { id: string } & (
  | { kind: 'ticket'; ticket: number; status: Status; title: string; by: string }
  | { kind: 'person'; person: number; name: string; email: string | null }
  | { kind: 'organization'; organization: number; name: string }
  | { kind: 'command'; command: Command }
  | { kind: 'macro'; ticket: number; macro: Macro }
  | { kind: 'page'; path: string; name: string; Icon: TablerIcon }
  | { kind: 'search'; text: string; count: number | null }
);

export type PaletteGroup = { titleKey: TextKey | null; items: PaletteItem[] };

/** The item at a place when all groups stand one below the other. */
export function itemAt(groups: readonly PaletteGroup[], index: number): PaletteItem | undefined {
  return groups.flatMap((group) => group.items)[index];
}

/** One key press as the registry writes it: `j`, `Shift+J`, `Mod+Enter`, `?`, `Escape`. */
export type Press = string;

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  getModifierState?: (name: string) => boolean;
};

const isLetter = (key: string) => /^\p{L}$/u.test(key);

/**
 * Names a key press by what it types (`event.key`), so that every keyboard layout works.
 * `Mod` is Ctrl, or Cmd on a Mac. Shift counts for letters and named keys only: on a French
 * keyboard digits and `?` are typed with it. Null for Alt combinations, which type characters.
 */
export function pressOf(event: KeyPress): Press | null {
  const isAltGr = event.getModifierState?.('AltGraph') ?? false;
  if (event.altKey && !isAltGr) return null;
  const hasMod = (event.ctrlKey || event.metaKey) && !isAltGr;
  const { key } = event;
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead'].includes(key)) return null;

  const shiftMatters = isLetter(key) || key.length > 1;
  const shift = event.shiftKey && shiftMatters ? 'Shift+' : '';
  const name = isLetter(key) ? (shift ? key.toUpperCase() : key.toLowerCase()) : key;
  return `${hasMod ? 'Mod+' : ''}${shift}${name}`;
}

/** Whether a press is a single typed character, which must not act while someone is typing. */
export function isSingleKey(press: Press): boolean {
  return !press.startsWith('Mod+') && press.replace('Shift+', '').length === 1;
}

/** The keys of one press as they are shown: `Mod+Shift+Enter` is Ctrl, ⇧, ↵. */
export function keyLabels(press: Press): string[] {
  const isMac = navigator.platform.startsWith('Mac');
  const names: Record<string, string> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    Shift: '⇧',
    Enter: '↵',
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
  };
  return press
    .split(/\+(?!$)/)
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

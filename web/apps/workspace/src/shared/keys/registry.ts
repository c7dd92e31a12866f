import type { TextKey } from '@/i18n/texts';
import { isSingleKey, type Press, pressOf } from './chord';

export type CommandGroup = 'move' | 'write' | 'change' | 'anywhere' | 'editor' | 'go';

/** Something a person can do by key, from the palette, or by pointer. */
export type Command = {
  /** Unique, such as `ticket.reply`. */
  id: string;
  labelKey: TextKey;
  group: CommandGroup;
  /** Each entry is one way to ask for it: one press (`r`) or a sequence (`g m`). */
  keys: readonly string[];
  /** Whether it can be done now; left out means always. */
  when?: () => boolean;
  /** Acts while someone is typing too (only for `Mod+…`, function keys and `Escape`). */
  whileTyping?: boolean;
  /** Goes before others of the same keys, however late these come: it acts on what is selected. */
  isForSelection?: boolean;
  run: () => void;
};

const FIELDS = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';
const SEQUENCE_MS = 1200;

type Options = { now?: () => number };

/** Holds the commands of the screens shown, and runs the one whose keys were pressed. */
export function createRegistry({ now = () => performance.now() }: Options = {}) {
  const stack: Command[] = [];
  const listeners = new Set<() => void>();
  let snapshot: readonly Command[] = [];
  let singleKeysOn = true;
  let pending: { press: Press; at: number } | null = null;

  function announce() {
    // The newest of two commands with one id counts: a screen on top replaces what is below.
    snapshot = [...new Map(stack.map((command) => [command.id, command])).values()];
    for (const listener of listeners) listener();
  }

  function register(command: Command) {
    stack.push(command);
    announce();
    return () => {
      const index = stack.indexOf(command);
      if (index >= 0) stack.splice(index, 1);
      announce();
    };
  }

  function isTypingIn(target: EventTarget | null) {
    return target instanceof Element && target.closest(FIELDS) !== null;
  }

  function activatesOnEnter(target: EventTarget | null) {
    return target instanceof Element && target.closest('a, button, summary') !== null;
  }

  function isInsideOverlay(target: EventTarget | null) {
    return (
      target instanceof Element &&
      target.closest('dialog, [role=dialog], [role=menu], [role=listbox]') !== null
    );
  }

  function find(keys: string, isTyping: boolean) {
    const fitting = stack.filter(
      (command) =>
        command.keys.includes(keys) &&
        (!isTyping || command.whileTyping === true) &&
        (command.when?.() ?? true),
    );
    return fitting.findLast(({ isForSelection }) => isForSelection) ?? fitting.at(-1);
  }

  function handle(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing) return;
    const press = pressOf(event);
    if (!press) return;
    const isTyping = isTypingIn(event.target);
    if (isSingleKey(press) && (isTyping || !singleKeysOn)) return;
    if (!press.startsWith('Mod+') && isInsideOverlay(event.target)) return;
    if (press === 'Enter' && activatesOnEnter(event.target)) return;

    const sequence =
      pending && now() - pending.at < SEQUENCE_MS ? `${pending.press} ${press}` : null;
    pending = null;
    const command = (sequence && find(sequence, isTyping)) || find(press, isTyping);
    if (command) {
      event.preventDefault();
      command.run();
    } else if (stack.some(({ keys }) => keys.some((each) => each.startsWith(`${press} `)))) {
      pending = { press, at: now() };
    }
  }

  return {
    register,
    handle,
    /** Does what a command does, for buttons that stand for it. False when it is not offered. */
    run(id: string) {
      const command = stack.findLast((each) => each.id === id && (each.when?.() ?? true));
      command?.run();
      return command !== undefined;
    },
    list: () => snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Single letters can be turned off (WCAG 2.1.4); combinations with Ctrl stay. */
    setSingleKeys(on: boolean) {
      singleKeysOn = on;
    },
  };
}

/** The one registry of the app. */
export const commands = createRegistry();

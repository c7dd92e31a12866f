import { expect, test, vi } from 'vitest';
import { keyLabels, pressOf } from './chord';
import { type Command, createRegistry } from './registry';

const command = (id: string, keys: string[], more: Partial<Command> = {}): Command => ({
  id,
  labelKey: 'common.close',
  group: 'move',
  keys,
  run: vi.fn(),
  ...more,
});

function press(registry: ReturnType<typeof createRegistry>, init: KeyboardEventInit, on?: Element) {
  const target = on ?? document.body;
  target.addEventListener('keydown', (event) => registry.handle(event as KeyboardEvent), {
    once: true,
  });
  target.dispatchEvent(new KeyboardEvent('keydown', { cancelable: true, ...init }));
}

test('a letter is told from the same letter with shift', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false };
  expect(pressOf({ key: 'j', shiftKey: false, ...none })).toBe('j');
  expect(pressOf({ key: 'J', shiftKey: true, ...none })).toBe('Shift+J');
});

test('shift does not count for digits and signs, which French keyboards type with it', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false };
  expect(pressOf({ key: '1', shiftKey: true, ...none })).toBe('1');
  expect(pressOf({ key: '?', shiftKey: true, ...none })).toBe('?');
});

test('a sign typed with AltGr is that sign, an Alt combination is nothing', () => {
  const altGr = { key: ']', ctrlKey: true, altKey: true, metaKey: false, shiftKey: false };
  expect(pressOf({ ...altGr, getModifierState: () => true })).toBe(']');
  expect(pressOf({ ...altGr, ctrlKey: false })).toBeNull();
});

test('a single key does nothing while someone is typing', () => {
  const registry = createRegistry();
  const reply = command('reply', ['r']);
  registry.register(reply);
  press(registry, { key: 'r' }, document.createElement('textarea'));
  expect(reply.run).not.toHaveBeenCalled();
  press(registry, { key: 'r' });
  expect(reply.run).toHaveBeenCalledTimes(1);
});

test('what is selected is meant, even where something comes after that takes the same key', () => {
  const registry = createRegistry();
  const selected = command('bulk', ['s'], { isForSelection: true });
  const open = command('ticket', ['s']);
  const giveUp = registry.register(selected);
  registry.register(open);
  press(registry, { key: 's' });
  expect([selected.run, open.run].map((run) => vi.mocked(run).mock.calls.length)).toEqual([1, 0]);
  giveUp();
  press(registry, { key: 's' });
  expect(open.run).toHaveBeenCalledTimes(1);
});

test('a combination acts while typing only where the command says so', () => {
  const registry = createRegistry();
  const send = command('send', ['Mod+Enter'], { whileTyping: true });
  const other = command('other', ['Mod+k']);
  registry.register(send);
  registry.register(other);
  const field = document.createElement('input');
  press(registry, { key: 'Enter', ctrlKey: true }, field);
  press(registry, { key: 'k', ctrlKey: true }, field);
  expect(send.run).toHaveBeenCalledTimes(1);
  expect(other.run).not.toHaveBeenCalled();
});

test('a sequence runs when its second key follows in time', () => {
  let time = 0;
  const registry = createRegistry({ now: () => time });
  const go = command('go', ['g m']);
  registry.register(go);
  press(registry, { key: 'g' });
  press(registry, { key: 'm' });
  expect(go.run).toHaveBeenCalledTimes(1);
  press(registry, { key: 'g' });
  time = 5000;
  press(registry, { key: 'm' });
  expect(go.run).toHaveBeenCalledTimes(1);
});

test('the newest command that can run wins', () => {
  const registry = createRegistry();
  const below = command('below', ['e']);
  const above = command('above', ['e']);
  const never = command('never', ['e'], { when: () => false });
  registry.register(below);
  const stop = registry.register(above);
  registry.register(never);
  press(registry, { key: 'e' });
  stop();
  press(registry, { key: 'e' });
  expect(above.run).toHaveBeenCalledTimes(1);
  expect(below.run).toHaveBeenCalledTimes(1);
  expect(never.run).not.toHaveBeenCalled();
});

test('single keys can be turned off', () => {
  const registry = createRegistry();
  const reply = command('reply', ['r']);
  const palette = command('palette', ['Mod+k']);
  registry.register(reply);
  registry.register(palette);
  registry.setSingleKeys(false);
  press(registry, { key: 'r' });
  press(registry, { key: 'k', ctrlKey: true });
  expect(reply.run).not.toHaveBeenCalled();
  expect(palette.run).toHaveBeenCalledTimes(1);
});

test('keys are shown as they are printed', () => {
  expect(keyLabels('Mod+Shift+Enter')).toEqual(['Ctrl', '⇧', '↵']);
  expect(keyLabels('j')).toEqual(['J']);
});

import { expect, test } from 'vitest';
import { avatarColour, initialsOf } from './initials';

test('two names give two capitals, one name or an address gives one', () => {
  expect(initialsOf('Claire Dubreuil')).toBe('CD');
  expect(initialsOf('Marc-Antoine Roy')).toBe('MR');
  expect(initialsOf('Sophie Lacaze · Hôtel Marceau')).toBe('SM');
  expect(initialsOf('aide@atelier-lumen.fr')).toBe('A');
  expect(initialsOf('élise')).toBe('É');
  expect(initialsOf('')).toBe('');
});

test('a person keeps one of six colours', () => {
  for (const id of [1, 2, 42, 987654321]) {
    expect(avatarColour(id)).toBe(avatarColour(id));
    expect(avatarColour(id)).toBeGreaterThanOrEqual(1);
    expect(avatarColour(id)).toBeLessThanOrEqual(6);
  }
});

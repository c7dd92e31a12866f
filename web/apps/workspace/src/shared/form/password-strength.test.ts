import { expect, test } from 'vitest';
import { passwordStrength } from './password-strength';

test('what the server refuses is called too short', () => {
  expect(passwordStrength('Ab1!xyz')).toBe('short');
});

test('repetition does not make a password strong', () => {
  expect(passwordStrength('aaaaaaaaaaaaaaaaaaaa')).toBe('weak');
  expect(passwordStrength('12341234')).toBe('weak');
});

test('length counts for more than odd characters', () => {
  expect(passwordStrength('tiger2025')).toBe('good');
  expect(passwordStrength('lampe halo ivoire sans fil')).toBe('strong');
});

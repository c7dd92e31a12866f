import { beforeEach, expect, test } from 'vitest';
import { forgetStep, isBehind, pathOf, rememberedStep, rememberStep, STEPS, stepOf } from './steps';

beforeEach(() => forgetStep());

test('each step has an address that leads back to it', () => {
  for (const step of STEPS) expect(stepOf(pathOf(step))).toBe(step);
  expect(stepOf('/setup/')).toBe('account');
  expect(stepOf('/setup/other')).toBe('account');
});

test('a step is behind those that follow it, not behind itself', () => {
  expect(isBehind('mailbox', 'team')).toBe(true);
  expect(isBehind('team', 'team')).toBe(false);
  expect(isBehind('ready', 'team')).toBe(false);
});

test('the step where one stopped is known until the set-up is done', () => {
  expect(rememberedStep()).toBeNull();
  rememberStep('team');
  expect(rememberedStep()).toBe('team');
  forgetStep();
  expect(rememberedStep()).toBeNull();
});

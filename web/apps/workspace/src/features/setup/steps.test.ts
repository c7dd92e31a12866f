import { beforeEach, expect, test } from 'vitest';
import { forgetStep, pathOf, rememberedStep, rememberStep, STEPS, stepOf } from './steps';

beforeEach(() => forgetStep());

test('each step has an address that leads back to it', () => {
  for (const step of STEPS) expect(stepOf(pathOf(step))).toBe(step);
  expect(stepOf('/setup/')).toBe('account');
  expect(stepOf('/setup/other')).toBe('account');
});

test('the step where one stopped is known until the set-up is done', () => {
  expect(rememberedStep()).toBeNull();
  rememberStep('team');
  expect(rememberedStep()).toBe('team');
  forgetStep();
  expect(rememberedStep()).toBeNull();
});

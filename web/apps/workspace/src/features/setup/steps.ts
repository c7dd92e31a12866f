/** The steps of the first set-up, in their order. */
export const STEPS = ['account', 'mailbox', 'team', 'ready'] as const;
export type Step = (typeof STEPS)[number];

const STORAGE_KEY = 'guichet.setupStep';

export function pathOf(step: Step): string {
  return step === 'account' ? '/setup' : `/setup/${step}`;
}

/** The step behind a path; anything unknown is the first. */
export function stepOf(path: string): Step {
  return STEPS.find((step) => pathOf(step) === path.replace(/\/$/, '')) ?? 'account';
}

/** Whether a step comes before another one. */
export function isBehind(step: Step, current: Step): boolean {
  return STEPS.indexOf(step) < STEPS.indexOf(current);
}

/** Where the set-up was left in this browser; null when it is done or was made elsewhere. */
export function rememberedStep(): Step | null {
  const stored = localStorage.getItem(STORAGE_KEY);
  return STEPS.find((step) => step === stored) ?? null;
}

export function rememberStep(step: Step) {
  localStorage.setItem(STORAGE_KEY, step);
}

export function forgetStep() {
  localStorage.removeItem(STORAGE_KEY);
}

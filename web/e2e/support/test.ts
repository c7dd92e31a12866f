import { test as base } from '@playwright/test';
import { Desk } from './desk';

/** A test with a desk of its own. */
export const test = base.extend<{ desk: Desk }>({
  desk: async ({ browser }, use) => {
    const desk = await Desk.start(browser);
    await use(desk);
    await desk.stop();
  },
});

export { expect } from '@playwright/test';

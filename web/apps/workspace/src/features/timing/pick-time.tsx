import { type ComponentProps, Suspense } from 'react';
import { loadSoon } from '@/shared/load-soon';
import type { PickTimeDialog as Dialog } from './pick-time-dialog';

const LoadedDialog = loadSoon(async () => (await import('./pick-time-dialog')).PickTimeDialog);

/** The dialog that asks for a day and a time, loaded apart from the screens that may ask. */
export function PickTimeDialog(props: ComponentProps<typeof Dialog>) {
  return (
    <Suspense>
      <LoadedDialog {...props} />
    </Suspense>
  );
}

import { Suspense, useState } from 'react';
import { useCommand } from '@/shared/keys';
import { loadSoon } from '@/shared/load-soon';

const Sheet = loadSoon(async () => (await import('./sheet')).Sheet);

/** The sheet of keys that `?` opens. */
export function ShortcutsSheet() {
  const [isOpen, setOpen] = useState(false);
  useCommand({
    id: 'shortcuts.open',
    labelKey: 'shortcuts.title',
    group: 'anywhere',
    keys: ['?'],
    run: () => setOpen(true),
  });
  return (
    isOpen && (
      <Suspense>
        <Sheet onClose={() => setOpen(false)} />
      </Suspense>
    )
  );
}

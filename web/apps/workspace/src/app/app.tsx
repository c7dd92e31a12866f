import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router';
import { commands } from '@/shared/keys';
import { LocaleRoot } from './locale-root';
import { queryClient } from './query-client';
import { router } from './router';
import { cssVariablesResolver, theme } from './theme';

/** Everything the pages stand on: theme, data, language, keys, routes. */
export function App() {
  useEffect(() => {
    // Captured, so that Ctrl+Enter sends before the editor makes it a line break.
    window.addEventListener('keydown', commands.handle, true);
    return () => window.removeEventListener('keydown', commands.handle, true);
  }, []);

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <LocaleRoot>
          <RouterProvider router={router} />
        </LocaleRoot>
      </QueryClientProvider>
    </MantineProvider>
  );
}

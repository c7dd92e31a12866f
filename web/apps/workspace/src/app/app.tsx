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
    window.addEventListener('keydown', commands.handle);
    return () => window.removeEventListener('keydown', commands.handle);
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

import { useLocalStorage } from '@mantine/hooks';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useScreen } from '@/shared/ui';

export type DetailsTab = 'ticket' | 'person' | 'related';

/** A property whose list of values is open. */
export type OpenProperty =
  | 'status'
  | 'assignee'
  | 'group'
  | 'priority'
  | 'type'
  | 'tags'
  | 'followers'
  | 'problem'
  | 'requester'
  | 'form'
  | 'brand'
  | 'due'
  | null;

type Details = {
  isOpen: boolean;
  toggle: () => void;
  tab: DetailsTab;
  showTab: (tab: DetailsTab) => void;
  openProperty: OpenProperty;
  /** Opens the list of values of one property, showing the pane if needed; null closes it. */
  edit: (property: OpenProperty) => void;
};

const DetailsContext = createContext<Details | null>(null);

/** Whether the right pane shows and what it shows. As a pane it stays as it was left; as a drawer it starts closed. */
export function DetailsProvider({ children }: { children: ReactNode }) {
  const { hasDetails } = useScreen();
  const [isPaneOpen, setPaneOpen] = useLocalStorage({
    key: 'guichet.details',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [tab, setTab] = useState<DetailsTab>('ticket');
  const [openProperty, setOpenProperty] = useState<OpenProperty>(null);
  const isOpen = hasDetails ? isPaneOpen : isDrawerOpen;
  const setOpen = hasDetails ? setPaneOpen : setDrawerOpen;

  const value = useMemo<Details>(
    () => ({
      isOpen,
      toggle: () => setOpen(!isOpen),
      tab,
      showTab(next) {
        setTab(next);
        setOpen(true);
      },
      openProperty,
      edit(property) {
        setOpenProperty(property);
        if (!property) return;
        setTab('ticket');
        setOpen(true);
      },
    }),
    [isOpen, setOpen, tab, openProperty],
  );
  return <DetailsContext value={value}>{children}</DetailsContext>;
}

export function useDetails(): Details {
  const value = useContext(DetailsContext);
  if (!value) throw new Error('useDetails needs a DetailsProvider above it');
  return value;
}

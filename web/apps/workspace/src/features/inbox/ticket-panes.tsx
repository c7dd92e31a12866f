import type { Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { ConversationPane } from '@/features/conversation/conversation-pane';
import { useLive } from '@/features/live/live-provider';
import { DetailsProvider, useDetails } from '@/features/properties/details-context';
import { DetailsPane } from '@/features/properties/details-pane';
import { conversationQuery } from '@/features/tickets/api';
import { conflicts } from '@/features/tickets/conflict';
import { useT } from '@/i18n/provider';
import { useStore } from '@/shared/store';
import { useScreen } from '@/shared/ui';
import { ResizeHandle, useWidth } from '@/shared/ui/resize-handle';
import classes from './ticket-panes.module.css';

const DETAILS_WIDTH = { key: 'guichet.detailsWidth', usual: 284, min: 260, max: 360 };

type Props = {
  id: Id;
  /** The list the ticket was opened from. */
  backTo: string;
  /** Where there is no list beside, what was just done is told here. */
  hasToast?: boolean;
  /** Above the conversation. */
  bar?: ReactNode;
};

/** The conversation and what is known about its ticket. */
export function TicketPanes(props: Props) {
  return (
    <DetailsProvider>
      <Panes {...props} />
    </DetailsProvider>
  );
}

/** A conflict is told in the conversation: what lies over it goes. */
function useMakeWay(id: Id) {
  const { hasDetails } = useScreen();
  const { isOpen, toggle } = useDetails();
  const hasConflict = useStore(conflicts)?.ticketId === id;
  const isInTheWay = hasConflict && !hasDetails && isOpen;
  useEffect(() => {
    if (isInTheWay) toggle();
  }, [isInTheWay, toggle]);
}

function Panes({ id, backTo, hasToast, bar }: Props) {
  const t = useT();
  const { hasDetails } = useScreen();
  const { isOpen } = useDetails();
  const { present } = useLive();
  const [width, setWidth] = useWidth(DETAILS_WIDTH);
  const isMissing = useQuery(conversationQuery(id)).isLoadingError;
  const isBeside = hasDetails && isOpen && !isMissing;
  useMakeWay(id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once per ticket
  useEffect(() => {
    present(id, 'viewing');
    return () => present(null, 'viewing');
  }, [id]);
  return (
    <div
      className={classes.panes}
      data-details={isBeside || undefined}
      style={{ '--details-width': `${width}px` }}
    >
      <ConversationPane id={id} backTo={backTo} hasToast={hasToast} bar={bar} />
      {isBeside && (
        <ResizeHandle
          label={t('details.resize')}
          width={width}
          range={DETAILS_WIDTH}
          isReversed
          onChange={setWidth}
        />
      )}
      {!isMissing && <DetailsPane ticketId={id} />}
    </div>
  );
}

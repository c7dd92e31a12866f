import type { Comment } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { useT } from '@/i18n/provider';
import classes from './message-body.module.css';

type Props = {
  comment: Pick<Comment, 'html_body' | 'quoted_html' | 'has_blocked_images'>;
  onShowImages: () => void;
};

/** What someone wrote. The server has cleaned it; what they quoted stays folded behind •••. */
export function MessageBody({ comment, onShowImages }: Props) {
  const t = useT();
  const [showsQuote, setShowsQuote] = useState(false);
  return (
    <>
      {comment.has_blocked_images && (
        <div className={classes.blocked}>
          <IconPhotoOff size={14} stroke={1.75} aria-hidden="true" />
          <span>{t('conversation.imagesHidden')}</span>
          <Button size="xs" variant="subtle" onClick={onShowImages}>
            {t('conversation.showImages')}
          </Button>
        </div>
      )}
      <MessageHtml html={comment.html_body} />
      {comment.quoted_html && (
        <>
          <button
            type="button"
            className={classes.fold}
            aria-expanded={showsQuote}
            aria-label={t(showsQuote ? 'conversation.hideQuote' : 'conversation.showQuote')}
            onClick={() => setShowsQuote(!showsQuote)}
          >
            <span>•••</span>
          </button>
          {showsQuote && (
            <div className={classes.quote} ref={showEnd}>
              <MessageHtml html={comment.quoted_html} />
            </div>
          )}
        </>
      )}
    </>
  );
}

/** What was just unfolded is scrolled into view as far as it was hidden. */
function showEnd(quote: HTMLElement | null) {
  quote?.scrollIntoView({ block: 'nearest' });
}

/** Cleaned HTML as it stands in a message. */
export function MessageHtml({ html }: { html: string }) {
  return (
    // Only links inside are activated, and those work by keyboard too.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div
      className={classes.html}
      data-words
      // Its own language's direction, whatever the reader's is.
      dir="auto"
      onClick={openOutside}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by the server's allow-list, contained by the content security policy
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** Links in messages open in a tab of their own that knows nothing of this one. */
function openOutside(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  window.open(link.href, '_blank', 'noopener,noreferrer');
}

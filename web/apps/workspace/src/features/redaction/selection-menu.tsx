import type { Comment } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import { askedRedaction } from './asked';
import classes from './redaction.module.css';
import { type SelectedWords, selectedWords } from './selected-words';

const GAP_PX = 8;
const HEIGHT_PX = 36;

/** What can be done with words selected in a message, beside them. */
export function SelectionMenu({ comments }: { comments: readonly Comment[] }) {
  const t = useT();
  const { isPhone } = useScreen();
  const selected = useSelectedWords();
  const comment = comments.find(({ id }) => id === selected?.commentId);
  if (!selected || !comment) return null;
  const { box, words } = selected;
  // Phones show their own menu above.
  const isAbove = !isPhone && box.top > HEIGHT_PX + GAP_PX;
  const top = isAbove ? box.top - HEIGHT_PX - GAP_PX : box.bottom + GAP_PX;
  return (
    <div
      className={classes.floating}
      style={{ top, left: box.left + box.width / 2 }}
      role="toolbar"
      aria-label={t('redaction.selection')}
      // The words stay selected.
      onPointerDown={(event) => event.preventDefault()}
    >
      <Button
        size="sm"
        variant="subtle"
        leftSection={<IconEraser size={16} stroke={1.75} />}
        onClick={() => askedRedaction.set({ comment, words })}
      >
        {t('redaction.redact')}
      </Button>
    </div>
  );
}

/** Follows the selection once it is made; nothing while it is being made, or scrolled. */
function useSelectedWords(): SelectedWords | null {
  const [selected, setSelected] = useState<SelectedWords | null>(null);
  useEffect(() => {
    let isPressed = false;
    const look = () => setSelected(isPressed ? null : selectedWords());
    const press = () => {
      isPressed = true;
    };
    const release = () => {
      isPressed = false;
      // The selection ends after the pointer's own event.
      requestAnimationFrame(look);
    };
    const hide = () => setSelected(null);
    document.addEventListener('selectionchange', look);
    document.addEventListener('pointerdown', press);
    document.addEventListener('pointerup', release);
    document.addEventListener('pointercancel', release);
    document.addEventListener('scroll', hide, true);
    document.addEventListener('scrollend', look, true);
    window.addEventListener('resize', hide);
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('pointercancel', release);
      document.removeEventListener('scroll', hide, true);
      document.removeEventListener('scrollend', look, true);
      window.removeEventListener('resize', hide);
    };
  }, []);
  return selected;
}

import type { Conversation } from '@guichet/api';
import { Button } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { AddressField } from '@/features/composer/address-field';
import { AttachButton } from '@/features/composer/attach-button';
import composer from '@/features/composer/composer.module.css';
import { type EditorHandle, EditorSlot } from '@/features/composer/editor-slot';
import recipients from '@/features/composer/recipients.module.css';
import { UploadChips } from '@/features/composer/upload-chips';
import { useUploads } from '@/features/composer/use-uploads';
import { MailEnding } from '@/features/senders/mail-ending';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { Keys } from '@/shared/ui';
import { OfferedFiles } from './offered-files';
import classes from './side-composer.module.css';
import { type SideDraft, useSideDraft } from './side-draft';
import { useSendSide } from './use-send-side';

type Props = {
  conversation: Conversation;
  /** The side conversation that is gone on with; null to start one. */
  sideId: string | null;
  /** Tells the drafts of one ticket apart. */
  draftName: string;
  start: SideDraft;
  label: string;
  editor: RefObject<EditorHandle | null>;
  onSent: () => void;
  onTakenBack: () => void;
  tabs?: ReactNode;
  /** On a phone, where the composer is a screen that closes. */
  onClose?: () => void;
};

/** Where agents write to somebody outside, beside the ticket: to whom, about what, the words, the files. */
export function SideComposer(props: Props) {
  const { conversation, sideId, draftName, editor, onClose } = props;
  const t = useT();
  const ticketId = conversation.ticket.id;
  const { draft, change, discard } = useSideDraft(ticketId, draftName, props.start);
  const uploads = useUploads((upload) =>
    change((before) => ({ uploads: [...before.uploads, upload] })),
  );
  const sending = useSendSide({
    ticketId,
    sideId,
    draftName,
    onSent() {
      discard();
      editor.current?.clear();
      props.onSent();
    },
    onTakenBack: props.onTakenBack,
  });
  const hasSubject = sideId !== null || draft.subject.trim() !== '';
  const saysSomething = draft.html !== '' || draft.uploads.length > 0;
  const canSend =
    draft.to.length > 0 && hasSubject && saysSomething && !uploads.isBusy && !sending.isPending;
  const send = () => canSend && sending.mutate(draft);
  useCommand({
    id: 'side.send',
    labelKey: 'side.send',
    group: 'write',
    keys: ['Mod+Enter'],
    whileTyping: true,
    run: send,
  });
  const action = (
    <Button variant="filled" disabled={!canSend} onClick={send}>
      {t('side.send')}
      {!onClose && <Keys keys="Mod+Enter" />}
    </Button>
  );
  return (
    <div className={composer.tabBody}>
      {props.tabs && (
        <div className={composer.tabs}>
          {props.tabs}
          {onClose && (
            <>
              <span className={composer.space} />
              {action}
            </>
          )}
        </div>
      )}
      <div className={recipients.row}>
        <AddressField
          label={t('composer.to')}
          addresses={draft.to}
          conversation={conversation}
          onChange={(to) => change({ to })}
          autoFocus={sideId === null}
        />
      </div>
      {sideId === null && (
        <label className={recipients.row}>
          <span>{t('side.subject')}</span>
          <input
            className={classes.subject}
            value={draft.subject}
            maxLength={500}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
        </label>
      )}
      <EditorSlot
        label={props.label}
        initialHtml={draft.html}
        onChange={(html) => change({ html })}
        onFiles={uploads.add}
        onReady={(handle) => {
          editor.current = handle;
        }}
        belowText={
          <>
            <MailEnding ticketId={ticketId} />
            <OfferedFiles files={draft.files} onChange={(files) => change({ files })} />
            <UploadChips
              uploads={draft.uploads}
              pending={uploads.pending}
              onDismiss={uploads.remove}
              onRemove={(token) =>
                change({ uploads: draft.uploads.filter((upload) => upload.token !== token) })
              }
            />
          </>
        }
        tools={<AttachButton onFiles={uploads.add} />}
        actions={!onClose && action}
      />
    </div>
  );
}

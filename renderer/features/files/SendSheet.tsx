import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FILES_PER_MESSAGE_MAX, MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import { checkText } from '../../../protocol/text';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { place } from '../../store/place';
import type { Staged } from '../../store/slices/files';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import type { Act, SendWith } from '../../ui/enter-rule';
import { fileReason } from '../../ui/files/reason';
import { fileSize } from '../../ui/files/size';
import { useEnterRule } from '../../ui/use-enter-rule';
import styles from './SendSheet.module.css';
import { StagedFile } from './StagedFile';
import { canSend } from './staged';
import { usePick } from './use-pick';

interface SendSheetProps {
  server: Server;
  /** How the room is called to this person. */
  name: string;
  sendWith: SendWith;
}

/** Files are looked over before they go: what they are, what the server takes, a word about them. */
export const SendSheet = ({ server, name, sendWith }: SendSheetProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const staged = useStore((state) => state.staged);
  const caption = useRef<HTMLTextAreaElement>(null);
  const [sending, setSending] = useState(false);
  /** Why it did not go, in words. */
  const [trouble, setTrouble] = useState<string | null>(null);
  const composing = useStore((state) =>
    staged ? state.composing[place(staged.server, staged.room)] : undefined,
  );
  const most = server.files?.maxBytes ?? 0;
  const { onFiles, pick } = usePick(server.id, staged?.room ?? '');
  // While it closes, what was in it is still seen.
  const last = useRef<Staged | null>(null);
  if (staged) last.current = staged;
  const files = (staged ?? last.current)?.files ?? [];
  const able = staged !== null && canSend(files, most);

  const close = (): void => {
    setTrouble(null);
    actions.unstageAll();
  };
  const send = async (): Promise<void> => {
    const said = checkText(caption.current?.value ?? '');
    if (!able || sending || (!said.ok && said.why !== 'empty')) return;
    setSending(true);
    try {
      const outcome = await actions.sendStaged(said.ok ? said.text : '');
      const reason =
        outcome?.ok === false ? fileReason(t, language, 'up', outcome.error) : undefined;
      setTrouble(reason === undefined ? null : t('file.uploadFailed', { reason }));
      if (outcome?.ok) actions.scrollToEnd();
    } catch {
      setTrouble(t('file.sendFailed'));
    }
    setSending(false);
  };

  return (
    <Dialog
      open={staged !== null}
      onClose={close}
      closeOutside={false}
      initialFocus={caption}
      title={t('file.sendTitle', { count: files.length })}
      description={
        composing?.kind === 'reply'
          ? t('file.replying', { name: composing.quote.name })
          : t('file.sendTo', { room: name })
      }
      actions={
        <>
          <Button className={styles.more} kind="ghost" onClick={() => void pick()}>
            {t('file.addMore')}
          </Button>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" disabled={!able} busy={sending} onClick={() => void send()}>
            {t('file.send')}
          </Button>
        </>
      }
    >
      <ul className={styles.files}>
        {files.map((file) => (
          <StagedFile key={file.token} file={file} most={most} focusAfter={caption} />
        ))}
      </ul>
      <Limits most={most} days={server.files?.days} count={files.length} />
      {trouble !== null && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <Caption field={caption} sendWith={sendWith} onSend={() => void send()} onFiles={onFiles} />
    </Dialog>
  );
};

const Limits = ({ most, days, count }: { most: number; days?: number; count: number }) => {
  const { t } = useTranslation();
  const limit = fileSize(most, useLanguage());
  if (count > FILES_PER_MESSAGE_MAX)
    return (
      <p role="alert" className={styles.trouble}>
        {t('file.tooMany', { most: FILES_PER_MESSAGE_MAX, count })}
      </p>
    );
  return (
    <p className={styles.limit}>
      {days === undefined
        ? t('file.limit', { limit })
        : t('file.limitDays', { limit, count: days })}
    </p>
  );
};

interface CaptionProps {
  field: React.RefObject<HTMLTextAreaElement | null>;
  sendWith: SendWith;
  onSend: () => void;
  onFiles: (files: readonly File[]) => void;
}

/** Uncontrolled, like the composer: nothing comes between a syllable and its composition. */
const Caption = ({ field, sendWith, onSend, onFiles }: CaptionProps) => {
  const { t } = useTranslation();
  useEnterRule(field, sendWith, (act: Act) => {
    if (act === 'send') onSend();
    else
      field.current?.setRangeText(
        '\n',
        field.current.selectionStart,
        field.current.selectionEnd,
        'end',
      );
  });
  return (
    <textarea
      ref={field}
      className={styles.caption}
      rows={1}
      maxLength={MESSAGE_MAX_CHARS}
      aria-label={t('file.caption')}
      placeholder={t('file.captionHint')}
      onPaste={(event) => {
        const { files } = event.clipboardData;
        if (files.length === 0 || event.clipboardData.getData('text/plain') !== '') return;
        event.preventDefault();
        onFiles([...files]);
      }}
    />
  );
};

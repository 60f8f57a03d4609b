import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TOPIC_MAX_CHARS } from '../../../protocol/limits';
import { useEnterRule } from '../../ui/use-enter-rule';
import styles from './PaneHeader.module.css';

/** The topic as a field: Enter and leaving it save, Esc does not. */
export const TopicEditor = ({
  topic,
  onDone,
}: {
  topic: string;
  /** Null: keep what there was. */
  onDone: (topic: string | null) => void;
}) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const finish = (save: boolean) => {
    if (over.current) return;
    over.current = true;
    const text = field.current?.value.trim() ?? topic;
    onDone(save && text !== topic ? text : null);
  };
  useEnterRule(field, 'enter', (act) => act === 'send' && finish(true));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    finish(false);
  };
  return (
    <div className={styles.editor}>
      <input
        ref={field}
        // biome-ignore lint/a11y/noAutofocus: it was opened by a click on the topic
        autoFocus
        defaultValue={topic}
        maxLength={TOPIC_MAX_CHARS}
        aria-label={t('chat.topic')}
        placeholder={t('chat.topicPlaceholder')}
        onBlur={() => finish(true)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
};

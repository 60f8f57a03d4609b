import { Pencil, Reply, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { withoutSpoilers } from '../../../protocol/spoilers';
import type { Composing } from '../../store/slices/composing';
import type { SendWith } from '../../ui/enter-rule';
import { IconButton } from '../../ui/IconButton';
import styles from './Banner.module.css';

interface BannerProps {
  id: string;
  composing: Composing;
  sendWith: SendWith;
  onCancel: () => void;
}

/** What is being answered, or that a message is being changed. Esc and the cross end it. */
export const Banner = ({ id, composing, sendWith, onCancel }: BannerProps) => {
  const { t } = useTranslation();
  const edits = composing.kind === 'edit';
  const Icon = edits ? Pencil : Reply;
  return (
    <div className={styles.banner}>
      <Icon size={15} className={styles.icon} aria-hidden="true" />
      <p id={id} className={styles.words}>
        {edits ? (
          <>
            <b className={styles.title}>{t('writing.editing')}</b>
            <span className={styles.text}>
              {t('writing.editKeys', { key: sendWith === 'enter' ? 'Enter' : 'Ctrl+Enter' })}
            </span>
          </>
        ) : (
          <>
            <b className={styles.title}>{t('writing.replyTo', { name: composing.quote.name })}</b>
            <span className={styles.text}>{withoutSpoilers(composing.quote.text)}</span>
          </>
        )}
      </p>
      <IconButton
        label={t(edits ? 'writing.cancelEdit' : 'writing.cancelReply')}
        keys="Esc"
        side="top"
        className={styles.cancel}
        icon={<X size={15} />}
        onClick={onCancel}
      />
    </div>
  );
};

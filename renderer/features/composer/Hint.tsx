import { useTranslation } from 'react-i18next';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import { APP_SLASH, type AppCommandName } from '../../../protocol/slash';
import { missingArg } from '../../../protocol/slash-args';
import type { Trouble } from '../../store/actions';
import styles from './Composer.module.css';
import { SlowWait } from './SlowWait';

/** Why a text stayed in the field. */
export type HintKind =
  | { kind: 'too-long'; count: number }
  | { kind: 'unsafe' }
  | { kind: 'not-stored' }
  | { kind: 'unknown-command'; name: string }
  | { kind: 'missing'; name: AppCommandName; args: string }
  | { kind: 'no-such-user' | 'host-only' | 'edit-gone' | 'edit-offline' }
  /** The room is slow; until then, ms since 1970. */
  | { kind: 'slow'; until: number }
  | { kind: 'refused'; error: Trouble };

interface HintProps {
  hint: HintKind;
  /** Offered where a text is too long for a message. */
  onSendAsFile?: () => void;
}

export const Hint = ({ hint, onSendAsFile }: HintProps) => {
  const { t } = useTranslation();
  const say = (): string => {
    switch (hint.kind) {
      case 'too-long':
        return t('chat.tooLong', { count: hint.count, most: MESSAGE_MAX_CHARS });
      case 'unsafe':
        return t('errors.bad-text');
      case 'not-stored':
        return t('chat.notStored');
      case 'unknown-command':
        return t('chat.unknownCommand', { name: hint.name });
      case 'missing': {
        const args = APP_SLASH.find(({ name }) => name === hint.name)?.args ?? [];
        const words = args.map(({ label }) => t(`slash.arg.${label}`));
        const lacking = missingArg(hint.name, hint.args);
        return t('slash.missing', {
          arg: lacking ? t(`slash.arg.${lacking.label}`) : (words.at(-1) ?? ''),
          syntax: [`/${hint.name}`, ...words].join(' '),
        });
      }
      case 'no-such-user':
        return t('errors.no-such-user');
      case 'host-only':
        return t('chat.hostOnly');
      case 'edit-gone':
        return t('writing.editGone');
      case 'edit-offline':
        return t('writing.offlineEdit');
      case 'slow':
        return ''; // counts by itself
      case 'refused':
        return t(`errors.${hint.error.code}`);
    }
  };
  return (
    <div className={styles.hint}>
      {hint.kind === 'slow' ? (
        <SlowWait key={hint.until} until={hint.until} />
      ) : (
        <p role="alert">{say()}</p>
      )}
      {hint.kind === 'too-long' && onSendAsFile && (
        <button type="button" className={styles.asFile} onClick={onSendAsFile}>
          {t('writing.asFile')}
        </button>
      )}
    </div>
  );
};

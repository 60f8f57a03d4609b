import { useTranslation } from 'react-i18next';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import type { SlashName } from '../../../protocol/slash';
import type { Trouble } from '../../store/actions';
import styles from './Composer.module.css';

/** Why a text stayed in the field. */
export type HintKind =
  | { kind: 'too-long'; count: number }
  | { kind: 'unsafe' }
  | { kind: 'not-stored' }
  | { kind: 'unknown-command'; name: string }
  | { kind: 'missing' | 'no-such-user' | 'host-only'; name: SlashName }
  | { kind: 'refused'; error: Trouble };

export const Hint = ({ hint }: { hint: HintKind }) => {
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
      case 'missing':
        return t(`chat.usage.${hint.name}`);
      case 'no-such-user':
        return t('errors.no-such-user');
      case 'host-only':
        return t('chat.hostOnly');
      case 'refused':
        return t(`errors.${hint.error.code}`);
    }
  };
  return (
    <p role="alert" className={styles.hint}>
      {say()}
    </p>
  );
};

import { useTranslation } from 'react-i18next';
import { SLASH_COMMANDS } from '../../../protocol/slash';
import { actions } from '../../store/actions';
import { selectIsHostHere } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import styles from './HelpDialog.module.css';

/** What /help shows: every command with what it does and how it is typed. */
export const HelpDialog = () => {
  const { t } = useTranslation();
  const open = useStore(({ dialog }) => dialog === 'help');
  const isHost = useStore(selectIsHostHere);
  return (
    <Dialog
      open={open}
      onClose={() => actions.openDialog(null)}
      title={t('chat.commands')}
      description={t('chat.helpIntro')}
    >
      <dl className={styles.list}>
        {SLASH_COMMANDS.filter((command) => isHost || !('hostOnly' in command)).map(({ name }) => (
          <div key={name} className={styles.row}>
            <dt>{t(`chat.syntax.${name}`)}</dt>
            <dd>{t(`chat.command.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};

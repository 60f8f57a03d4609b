import { useTranslation } from 'react-i18next';
import { APP_SLASH } from '../../../protocol/slash';
import { actions } from '../../store/actions';
import { selectOpenServer } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import styles from './HelpDialog.module.css';

/** What /help shows: every command with what it does and how it is typed. */
export const HelpDialog = () => {
  const { t } = useTranslation();
  const open = useStore(({ dialog }) => dialog === 'help');
  const role = useStore((state) => selectOpenServer(state)?.me?.role);
  const isHost = role === 'host';
  const commands = APP_SLASH.filter(
    ({ hostOnly, moderators }) =>
      (!hostOnly || isHost) && (!moderators || isHost || role === 'moderator'),
  );
  return (
    <Dialog
      open={open}
      onClose={() => actions.openDialog(null)}
      title={t('chat.commands')}
      description={t('chat.helpIntro')}
      reading
    >
      <dl className={styles.list}>
        {commands.map(({ name, args }) => (
          <div key={name} className={styles.row}>
            <dt>
              {[
                `/${name}`,
                ...args.map(({ label, optional }) =>
                  optional ? `[${t(`slash.arg.${label}`)}]` : t(`slash.arg.${label}`),
                ),
              ].join(' ')}
            </dt>
            <dd>{t(`slash.about.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};

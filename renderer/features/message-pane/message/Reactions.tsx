import { SmilePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import type { ServerId } from '../../../../protocol/views';
import { selectServer } from '../../../store/selectors';
import { useStore } from '../../../store/store';
import { classes } from '../../../ui/classes';
import { Tooltip } from '../../../ui/Tooltip';
import { useTools } from '../actions/context';
import { useRowTabIndex } from '../active-row';
import styles from './Message.module.css';
import { asks, tallyOf } from './tally';
import { whoText } from './who-text';

interface ReactionsProps {
  server: ServerId;
  message: Message;
}

/** Who answered with which emoji. A press on one gives it too, or takes mine back. */
export const Reactions = (props: ReactionsProps) =>
  // Names come from the server's list of people: without any nothing of it is looked at.
  props.message.reactions?.length ? <Chips {...props} /> : null;

const Chips = ({ server: id, message }: ReactionsProps) => {
  const { t } = useTranslation();
  const tools = useTools();
  const tabIndex = useRowTabIndex();
  const server = useStore(selectServer(id));
  const { reactions = [] } = message;
  if (!server || reactions.length === 0) return null;
  const asked = server.users[message.by]?.role === 'host' && asks(message.text);
  const shares = asked ? tallyOf(reactions) : null;
  return (
    <>
      <ul className={styles.reactions} aria-label={t('message.reactions')}>
        {reactions.map(({ emoji, users }) => {
          const mine = server.me !== null && users.includes(server.me.id);
          const who = whoText(t, users, server);
          return (
            <li key={emoji}>
              <Tooltip text={who} side="top">
                <button
                  type="button"
                  className={classes(styles.chip, mine && styles.mine)}
                  tabIndex={tabIndex}
                  aria-pressed={mine}
                  aria-label={t('message.chip', { emoji, count: users.length, names: who })}
                  onClick={() => tools?.toggle(message, emoji)}
                >
                  <span className={styles.chipEmoji}>{emoji}</span>
                  <span>{users.length}</span>
                </button>
              </Tooltip>
            </li>
          );
        })}
        {tools && (
          <li className={styles.add}>
            <button
              type="button"
              className={styles.chip}
              tabIndex={tabIndex}
              aria-label={t('message.react')}
              aria-haspopup="dialog"
              onClick={(event) => tools.pick(message, event.currentTarget)}
            >
              <SmilePlus size={15} aria-hidden="true" />
            </button>
          </li>
        )}
      </ul>
      {shares && (
        <div
          role="img"
          className={styles.tally}
          aria-label={t('message.tally', {
            total: shares.reduce((sum, { count }) => sum + count, 0),
            parts: shares.map(({ emoji, count }) => `${emoji} ${count}`).join(', '),
          })}
        >
          {shares.map(({ emoji, count }) => (
            <span key={emoji} className={styles.share} style={{ flexGrow: count }} />
          ))}
        </div>
      )}
    </>
  );
};

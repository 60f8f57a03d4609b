import { SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hueOf } from '../../../protocol/colors';
import type { UserId } from '../../../protocol/ids';
import type { Wire } from '../../../protocol/model';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { Avatar } from '../../ui/Avatar';
import { useRowTabIndex } from './active-row';
import styles from './Row.module.css';

interface AuthorProps {
  server: ServerId;
  id: UserId;
  name: string;
  wire?: Wire;
}

/**
 * A name in its own colour, with a mark when it speaks through something other than the app. It
 * opens the card of who that is, who may not be in the list of members any more.
 */
export const Author = ({ server, id, name, wire }: AuthorProps) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  return (
    <>
      <button
        type="button"
        tabIndex={tabIndex}
        className={styles.name}
        data-hue={hueOf(id)}
        onClick={(event) =>
          actions.openProfile({ server, user: id, name, wire }, event.currentTarget)
        }
      >
        {name}
      </button>
      {wire && wire !== 'app' && (
        <span className={styles.wire} title={t('chat.wireHint')}>
          <SquareTerminal size={13} aria-hidden="true" />
          {t(`chat.wire.${wire}`)}
        </span>
      )}
    </>
  );
};

/** The picture beside it does the same for the pointer; it says nothing that the name does not. */
export const AuthorPicture = ({ server, id, name, wire }: AuthorProps) => (
  <button
    type="button"
    tabIndex={-1}
    aria-hidden="true"
    className={styles.avatar}
    onClick={(event) => actions.openProfile({ server, user: id, name, wire }, event.currentTarget)}
  >
    <Avatar id={id} name={name} size="large" />
  </button>
);

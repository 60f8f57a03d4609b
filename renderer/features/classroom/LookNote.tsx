import { Eye, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectOpenRoomId, selectOpenServer } from '../../store/selectors';
import { useStore } from '../../store/store';
import { IconButton } from '../../ui/IconButton';
import styles from './classroom.module.css';

/** Why this room is open now: somebody asked everybody to look here. */
export const LookNote = () => {
  const { t } = useTranslation();
  const look = useStore((state) => state.look);
  const server = useStore(selectOpenServer)?.id;
  const room = useStore(selectOpenRoomId);
  if (!look || look.server !== server || look.room !== room) return null;
  return (
    <div className={styles.note} role="status">
      <Eye size={16} aria-hidden="true" />
      <p className={styles.words}>{t('classroom.lookHere', { name: look.name })}</p>
      <IconButton label={t('common.close')} icon={<X size={16} />} onClick={actions.dropLook} />
    </div>
  );
};

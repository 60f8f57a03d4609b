import { Ban, BellOff, ShieldCheck, ShieldQuestion, SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UserInfo, Wire } from '../../../protocol/model';
import type { Profile } from '../../store/slices/profile';
import { useStore } from '../../store/store';
import styles from './ProfileCard.module.css';

interface FactsProps {
  user: UserInfo | null;
  wire: Wire;
  profile: Profile;
}

/** How far it is certain who this is, what they speak through, and what I chose about them. */
export const Facts = ({ user, wire, profile }: FactsProps) => {
  const { t } = useTranslation();
  const blocked = useStore(({ settings }) =>
    settings.blocked.some((one) => one.user === profile.user),
  );
  const muted = useStore(({ settings }) =>
    settings.mutedPeople.some((one) => one.user === profile.user),
  );
  const name = user?.name ?? profile.name;
  return (
    <ul className={styles.facts}>
      {!user ? (
        <li>{t('told.goneFromHere')}</li>
      ) : user.verified ? (
        <li>
          <ShieldCheck size={15} className={styles.sure} aria-hidden="true" />
          {t('told.verified')}
        </li>
      ) : (
        <li>
          <ShieldQuestion size={15} aria-hidden="true" />
          {t('told.notVerified')}
        </li>
      )}
      {wire !== 'app' && (
        <li>
          <SquareTerminal size={15} aria-hidden="true" />
          {t('told.wire', { wire: t(`chat.wire.${wire}`) })}
        </li>
      )}
      {blocked && (
        <li>
          <Ban size={15} aria-hidden="true" />
          {t('told.blocked', { name })}
        </li>
      )}
      {muted && !blocked && (
        <li>
          <BellOff size={15} aria-hidden="true" />
          {t('told.mutedPerson', { name })}
        </li>
      )}
    </ul>
  );
};

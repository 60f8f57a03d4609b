import { Hash, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar';
import { classes } from '../../ui/classes';
import { Kbd } from '../../ui/Kbd';
import styles from './Completions.module.css';
import type { Offer } from './offers';
import { Arguments } from './Signature';

interface CompletionsProps {
  id: string;
  offers: readonly Offer[];
  /** Chosen with the arrows; -1: none yet, Enter still sends. */
  active: number;
  onPick: (offer: Offer) => void;
}

const LABELS = {
  slash: 'chat.commands',
  mention: 'chat.people',
  user: 'chat.people',
  here: 'chat.people',
  room: 'chat.rooms',
  roomLink: 'chat.rooms',
  choice: 'writing.choices',
  emoji: 'emoji.title',
} as const;

/** Names, commands, rooms or emoji that fit what stands before the caret. The field keeps the focus. */
export const Completions = ({ id, offers, active, onPick }: CompletionsProps) => {
  const { t } = useTranslation();
  return (
    <div className={styles.popup}>
      <div
        id={id}
        role="listbox"
        aria-label={t(LABELS[offers[0]?.kind ?? 'slash'])}
        className={styles.offers}
      >
        {offers.map((offer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
          <div
            key={offer.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes(styles.offer, index === active && styles.active)}
            // The field must not lose the focus, nor the syllable being composed in it.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(offer)}
          >
            <OfferWords offer={offer} />
          </div>
        ))}
      </div>
      <p className={styles.keys} aria-hidden="true">
        <Kbd keys="Tab" /> {t('chat.keyComplete')} <Kbd keys="↑+↓" /> {t('chat.keyChoose')}
      </p>
    </div>
  );
};

const OfferWords = ({ offer }: { offer: Offer }) => {
  const { t } = useTranslation();
  switch (offer.kind) {
    case 'mention':
    case 'user':
      return (
        <>
          <Avatar id={offer.key} name={offer.name} size="small" />
          <span>{offer.name}</span>
        </>
      );
    case 'here':
      return (
        <>
          <Users size={16} className={styles.sign} aria-hidden="true" />
          <span>@{offer.name}</span>
          <span className={styles.about}>{t('writing.hereAbout')}</span>
        </>
      );
    case 'room':
    case 'roomLink':
      return (
        <>
          <Hash size={16} className={styles.sign} aria-hidden="true" />
          <span>{offer.name}</span>
        </>
      );
    case 'emoji':
      return (
        <>
          <span className={styles.emoji}>{offer.emoji}</span>
          <span>{offer.name}</span>
        </>
      );
    case 'choice':
      return <span>{offer.name}</span>;
    case 'slash':
      return (
        <>
          <span className={styles.command}>
            /{offer.name} {offer.command && <Arguments args={offer.command.args} />}
          </span>
          {offer.command && (
            <span className={styles.about}>{t(`slash.about.${offer.command.name}`)}</span>
          )}
        </>
      );
  }
};

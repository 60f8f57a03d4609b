import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar';
import { classes } from '../../ui/classes';
import { Kbd } from '../../ui/Kbd';
import styles from './Composer.module.css';
import type { Offer } from './use-completion';

interface CompletionsProps {
  id: string;
  offers: readonly Offer[];
  /** Chosen with the arrows; -1: none yet, Enter still sends. */
  active: number;
  onPick: (offer: Offer) => void;
}

/** Names or commands that fit what stands before the caret. The field keeps the focus. */
export const Completions = ({ id, offers, active, onPick }: CompletionsProps) => {
  const { t } = useTranslation();
  const kind = offers[0]?.kind;
  return (
    <div className={styles.popup}>
      <div
        id={id}
        role="listbox"
        aria-label={t(kind === 'slash' ? 'chat.commands' : 'chat.people')}
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
            {offer.kind === 'mention' ? (
              <>
                <Avatar id={offer.key} name={offer.name} size="small" />
                <span>{offer.name}</span>
              </>
            ) : (
              <>
                <span className={styles.command}>/{offer.name}</span>
                <span className={styles.about}>{t(`chat.command.${offer.name}`)}</span>
              </>
            )}
          </div>
        ))}
      </div>
      <p className={styles.keys} aria-hidden="true">
        <Kbd keys="Tab" /> {t('chat.keyComplete')} <Kbd keys="↑+↓" /> {t('chat.keyChoose')}
      </p>
    </div>
  );
};

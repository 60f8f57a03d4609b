import { useTranslation } from 'react-i18next';
import type { SlashArg } from '../../../protocol/slash';
import type { SlashPlace } from '../../../protocol/slash-args';
import { classes } from '../../ui/classes';
import styles from './Completions.module.css';

/** The arguments of a command as words; the one that is being typed stands out. */
export const Arguments = ({ args, index }: { args: readonly SlashArg[]; index?: number }) => {
  const { t } = useTranslation();
  return args.map((arg, at) => {
    const name = t(`slash.arg.${arg.label}`);
    return (
      <span key={arg.label} className={classes(styles.arg, at === index && styles.now)}>
        {arg.optional ? `[${name}]` : name}
      </span>
    );
  });
};

/** "/msg NAME TEXT": how the command is typed, and where in it one is. */
export const Signature = ({ id, place }: { id: string; place: SlashPlace }) => {
  const { t } = useTranslation();
  return (
    <p id={id} className={styles.signature}>
      <span className={styles.command}>
        /{place.name} <Arguments args={place.args} index={place.index} />
      </span>
      <span className={styles.about}>{t(`slash.about.${place.name}`)}</span>
    </p>
  );
};

import { Toolbar } from '@base-ui/react/toolbar';
import {
  Bold,
  Code,
  EyeOff,
  Italic,
  Link,
  List,
  type LucideIcon,
  SquareCode,
  Strikethrough,
  TextQuote,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton';
import styles from './FormatBar.module.css';
import { FORMAT_KEYS, type Format } from './format';

/** In groups: what marks words, what is code, what makes lines, what hides. */
const GROUPS: readonly (readonly (readonly [Format, LucideIcon])[])[] = [
  [
    ['bold', Bold],
    ['italic', Italic],
    ['strike', Strikethrough],
  ],
  [
    ['code', Code],
    ['codeBlock', SquareCode],
  ],
  [
    ['link', Link],
    ['list', List],
    ['quote', TextQuote],
  ],
  [['spoiler', EyeOff]],
];

/** One Tab stop; the arrows move along it. The field keeps its selection. */
export const FormatBar = ({ onFormat }: { onFormat: (what: Format) => void }) => {
  const { t } = useTranslation();
  return (
    <Toolbar.Root className={styles.bar} aria-label={t('writing.formatBar')}>
      {GROUPS.map((group) => (
        <div key={group[0]?.[0]} className={styles.group}>
          {group.map(([what, Icon]) => (
            <Toolbar.Button
              key={what}
              render={
                <IconButton
                  label={t(`writing.format.${what}`)}
                  keys={FORMAT_KEYS[what].keys}
                  side="top"
                  className={styles.button}
                  icon={<Icon size={16} />}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => onFormat(what)}
                />
              }
            />
          ))}
        </div>
      ))}
    </Toolbar.Root>
  );
};

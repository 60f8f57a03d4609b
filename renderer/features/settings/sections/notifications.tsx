import { Volume2, X } from 'lucide-react';
import { useRef } from 'react';
import { KEYWORD_MAX_CHARS, KEYWORDS_MAX, NOTIFY_CROWD } from '../../../../protocol/limits';
import { actions } from '../../../store/actions';
import { chime } from '../../../store/chime';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Segmented } from '../../../ui/Segmented';
import { Switch } from '../../../ui/Switch';
import { TextField } from '../../../ui/TextField';
import { toast } from '../../../ui/Toaster';
import type { Entry } from '../entry';
import styles from '../settings.module.css';
import { useSettings } from '../use-set';
import { DoNotDisturb } from './DoNotDisturb';
import { QuietHours } from './QuietHours';

const Level = () => {
  const { t, settings, set } = useSettings();
  return (
    <Segmented
      label={t('settings.notify')}
      hint={t('settings.notifyHint', { count: NOTIFY_CROWD })}
      value={settings.notify}
      onChange={(notify) => set({ notify })}
      options={[
        { value: 'auto', label: t('settings.notifyAuto') },
        { value: 'all', label: t('settings.notifyAll') },
        { value: 'mentions', label: t('settings.notifyMentions') },
        { value: 'nothing', label: t('settings.notifyNothing') },
      ]}
    />
  );
};

const Keywords = () => {
  const { t, settings, set } = useSettings();
  const field = useRef<HTMLInputElement>(null);
  const { keywords } = settings;
  const add = (input: HTMLInputElement): void => {
    const word = input.value.normalize('NFC').trim();
    input.value = '';
    if (word === '' || keywords.includes(word) || keywords.length >= KEYWORDS_MAX) return;
    set({ keywords: [...keywords, word] });
  };
  return (
    <div className={styles.group}>
      <TextField
        ref={field}
        label={t('settings.keywords')}
        hint={t('settings.keywordsHint')}
        placeholder={t('settings.keywordAdd')}
        maxLength={KEYWORD_MAX_CHARS}
        disabled={keywords.length >= KEYWORDS_MAX}
        onEnter={add}
      />
      {keywords.length > 0 && (
        <ul className={styles.chips}>
          {keywords.map((word) => (
            <li key={word} className={styles.chip}>
              <span>{word}</span>
              <IconButton
                className={styles.chipButton}
                label={t('settings.keywordRemove', { word })}
                icon={<X size={13} />}
                onClick={() => {
                  set({ keywords: keywords.filter((one) => one !== word) });
                  field.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

const HideText = () => {
  const { t, settings, set } = useSettings();
  return (
    <Switch
      label={t('settings.hideText')}
      hint={t('settings.hideTextHint')}
      checked={settings.hideText}
      onChange={(hideText) => set({ hideText })}
    />
  );
};

const TellAsking = () => {
  const { t, settings, set } = useSettings();
  return (
    <Switch
      label={t('settings.tellAsking')}
      hint={t('settings.tellAskingHint')}
      checked={settings.tellAsking}
      onChange={(tellAsking) => set({ tellAsking })}
    />
  );
};

const Sound = () => {
  const { t, settings, set } = useSettings();
  return (
    <div className={styles.group}>
      <Switch
        label={t('settings.sound')}
        hint={t('settings.soundHint')}
        checked={settings.sound}
        onChange={(sound) => set({ sound })}
      />
      {settings.sound && (
        <div>
          <Button size="small" icon={<Volume2 size={15} />} onClick={chime}>
            {t('settings.soundTry')}
          </Button>
        </div>
      )}
    </div>
  );
};

const Disturb = () => {
  const { t, settings } = useSettings();
  return (
    <DoNotDisturb
      until={settings.dndUntil}
      onChange={(until) => {
        actions
          .setDoNotDisturb(until)
          .catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
      }}
    />
  );
};

export const notifications: readonly Entry[] = [
  {
    words: ['settings.notify', 'settings.notifyHint', 'settings.notifyMentions'],
    View: Level,
  },
  { words: ['settings.keywords', 'settings.keywordsHint'], View: Keywords },
  { words: ['settings.dnd', 'settings.dndHint', 'settings.dndTomorrow'], View: Disturb },
  { words: ['settings.quiet', 'settings.quietHint'], View: QuietHours },
  { words: ['settings.hideText', 'settings.hideTextHint'], View: HideText },
  { words: ['settings.tellAsking', 'settings.tellAskingHint'], View: TellAsking },
  { words: ['settings.sound', 'settings.soundHint'], View: Sound },
];

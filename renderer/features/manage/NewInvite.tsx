import { type Ref, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INVITE_NOTE_MAX_CHARS } from '../../../protocol/limits';
import { useLanguage } from '../../i18n';
import { actions, type MadeInvite } from '../../store/actions';
import { Button } from '../../ui/Button';
import { CopyLine } from '../../ui/CopyLine';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';
import styles from './manage.module.css';

/** In minutes; without one it has no end. */
const FORS = { hour: 60, day: 1_440, week: 10_080, ever: undefined } as const;
type For = keyof typeof FORS;
/** 0: any number. */
const USES = [1, 5, 30, 0] as const;

interface NewInviteProps {
  server: string;
  /** The button, which the focus goes to when a row goes away. */
  button: Ref<HTMLElement>;
  onMade: () => void;
}

/** An invite with an end and a number of people: its link is shown once, right here. */
export const NewInvite = ({ server, button, onMade }: NewInviteProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [span, setSpan] = useState<For>('day');
  const [uses, setUses] = useState<number>(5);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<MadeInvite | null>(null);
  const note = useRef<HTMLInputElement>(null);
  const make = async (): Promise<void> => {
    setBusy(true);
    const minutes = FORS[span];
    const text = note.current?.value.trim();
    const outcome = await actions.makeInvite(server, {
      ...(minutes !== undefined && { minutes }),
      ...(uses > 0 && { uses }),
      ...(text && { note: text }),
    });
    setBusy(false);
    if (!outcome.ok) {
      toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
      return;
    }
    setMade(outcome.result);
    if (note.current) note.current.value = '';
    onMade();
  };
  return (
    <Section title={t('manage.inviteNew')}>
      <p className={styles.note}>{t('manage.inviteText')}</p>
      <Segmented<For>
        label={t('manage.inviteFor')}
        options={(Object.keys(FORS) as For[]).map((value) => ({
          value,
          label: t(`manage.inviteFors.${value}`),
        }))}
        value={span}
        onChange={setSpan}
      />
      <Segmented<number>
        label={t('manage.inviteUses')}
        options={USES.map((value) => ({
          value,
          label: value > 0 ? t('manage.inviteUse', { count: value }) : t('manage.inviteAny'),
        }))}
        value={uses}
        onChange={setUses}
      />
      <TextField
        ref={note}
        label={t('manage.inviteNote')}
        hint={t('manage.inviteNoteHint')}
        placeholder={t('manage.inviteNotePlaceholder')}
        maxLength={INVITE_NOTE_MAX_CHARS}
        onEnter={() => void make()}
      />
      <Button
        ref={button}
        kind="primary"
        busy={busy}
        className={styles.make}
        onClick={() => void make()}
      >
        {t('manage.inviteMake')}
      </Button>
      <div role="status">
        {made && (
          <div className={styles.made}>
            <p>{t('manage.inviteMade')}</p>
            <CopyLine
              shown={made.link}
              text={made.message[language]}
              label={t('manage.inviteLink')}
              onCopy={actions.copyText}
            />
          </div>
        )}
      </div>
    </Section>
  );
};

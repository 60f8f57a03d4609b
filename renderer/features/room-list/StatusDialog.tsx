import { SmilePlus, X } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STATUS_MAX_CHARS } from '../../../protocol/limits';
import { oneLine } from '../../../protocol/text';
import { actions } from '../../store/actions';
import { selectSettings } from '../../store/selectors';
import { useStore } from '../../store/store';
import { useEmoji } from '../../store/use-emoji';
import { Button } from '../../ui/Button';
import { EmojiPopover } from '../../ui/emoji/EmojiPopover';
import { FormDialog } from '../../ui/FormDialog';
import { IconButton } from '../../ui/IconButton';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';
import styles from './Status.module.css';

const IDEAS = [
  ['🍚', 'lunch'],
  ['🗓️', 'meeting'],
  ['🎧', 'focus'],
  ['🏠', 'home'],
  ['🏃', 'back'],
] as const;
const ENDS = ['never', 'hour', 'four-hours', 'today'] as const;
type End = (typeof ENDS)[number];

const HOUR_MS = 3_600_000;
/** When it ends by itself, ms since 1970. */
const endOf = (end: End, now: Date): number | undefined => {
  if (end === 'never') return undefined;
  if (end === 'today') return new Date(now).setHours(24, 0, 0, 0);
  return now.getTime() + (end === 'hour' ? 1 : 4) * HOUR_MS;
};

const close = () => actions.openDialog(null);

/** What I say about myself, on every server. */
export const StatusDialog = () => {
  const { t } = useTranslation();
  const open = useStore(({ dialog }) => dialog === 'status');
  const field = useRef<HTMLInputElement>(null);
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('told.status')}
      description={t('told.statusHint')}
      form="status"
      save={t('common.save')}
      field={field}
    >
      <StatusForm fieldRef={field} />
    </FormDialog>
  );
};

const StatusForm = ({ fieldRef }: { fieldRef: React.RefObject<HTMLInputElement | null> }) => {
  const { t } = useTranslation();
  const { status } = useStore(selectSettings);
  const [emoji, setEmoji] = useState(status?.emoji ?? '');
  const [end, setEnd] = useState<End>('never');
  const picker = useEmoji(setEmoji);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = oneLine(fieldRef.current?.value ?? '').slice(0, STATUS_MAX_CHARS);
    const until = endOf(end, new Date());
    const said = { ...(emoji && { emoji }), text, ...(until && { until }) };
    actions
      .setStatus(text || emoji ? said : null)
      .then(close)
      .catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
  };
  return (
    <form id="status" className={styles.form} onSubmit={submit} noValidate>
      <TextField
        ref={fieldRef}
        label={t('told.statusText')}
        labelHidden
        placeholder={t('told.statusText')}
        defaultValue={status?.text}
        maxLength={STATUS_MAX_CHARS}
        start={
          <EmojiPopover
            {...picker}
            side="bottom"
            align="start"
            focusAfter={() => fieldRef.current}
            trigger={
              <button type="button" className={styles.emoji} aria-label={t('told.statusEmoji')}>
                {emoji || <SmilePlus size={18} />}
              </button>
            }
          />
        }
        end={
          emoji ? (
            <IconButton
              label={t('told.statusClear')}
              icon={<X size={15} />}
              onClick={() => {
                setEmoji('');
                if (fieldRef.current) fieldRef.current.value = '';
                fieldRef.current?.focus();
              }}
            />
          ) : undefined
        }
      />
      <div className={styles.ideas}>
        {IDEAS.map(([picture, idea]) => (
          <Button
            key={idea}
            size="small"
            onClick={() => {
              setEmoji(picture);
              if (fieldRef.current) fieldRef.current.value = t(`told.statusIdeas.${idea}`);
            }}
          >
            {picture} {t(`told.statusIdeas.${idea}`)}
          </Button>
        ))}
      </div>
      <Segmented
        label={t('told.statusFor')}
        value={end}
        onChange={setEnd}
        options={ENDS.map((value) => ({ value, label: t(`told.statusEnds.${value}`) }))}
      />
    </form>
  );
};

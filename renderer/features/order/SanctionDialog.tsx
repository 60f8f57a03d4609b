import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REASON_MAX_CHARS } from '../../../protocol/limits';
import { roomTitle } from '../../../protocol/lobby';
import { actions } from '../../store/actions';
import type { OrderAsked } from '../../store/slices/order';
import { useStore } from '../../store/store';
import { Checkbox } from '../../ui/Checkbox';
import { FormDialog } from '../../ui/FormDialog';
import { spanText } from '../../ui/order-words';
import { Choice } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';
import styles from './order.module.css';

type Asked = Extract<OrderAsked, { what: 'kick' | 'mute' | 'ban' }>;

/** Minutes; 0: for good. */
const SPANS = { mute: [5, 60, 1_440, 10_080, 0], ban: [60, 1_440, 10_080, 43_200, 0] } as const;
const FIRST = { mute: 5, ban: 0 } as const;

const close = () => actions.askOrder(null);
const isSanction = (asked: OrderAsked | null): asked is Asked =>
  asked !== null && (asked.what === 'kick' || asked.what === 'mute' || asked.what === 'ban');

/** Puts somebody out, keeps them from writing or from coming in: for how long, and why. */
export const SanctionDialog = () => {
  const { t } = useTranslation();
  const asked = useStore((state) => state.orderAsked);
  const shown = useRef<Asked | null>(null);
  if (isSanction(asked)) shown.current = asked;
  const about = shown.current;
  const server = useStore((state) => (about ? state.servers[about.server] : undefined));
  const [busy, setBusy] = useState(false);
  const reason = useRef<HTMLInputElement>(null);
  if (!about) return null;
  const { name } = about;
  const room = 'room' in about && about.room ? server?.rooms[about.room] : undefined;
  const place = room ? `#${roomTitle(room, t('chat.lobby'))}` : (server?.name ?? '');
  const title = t(`order.ask.${about.what}.title`, { name, place });
  const go = t(`order.ask.${about.what}.go`);
  return (
    <FormDialog
      open={isSanction(asked)}
      onClose={close}
      title={title}
      description={t(`order.ask.${about.what}.text`, { name, place })}
      form="sanction"
      save={go}
      kind="danger"
      busy={busy}
      field={reason}
    >
      <SanctionForm about={about} reasonRef={reason} onBusy={setBusy} />
    </FormDialog>
  );
};

interface FormProps {
  about: Asked;
  reasonRef: React.RefObject<HTMLInputElement | null>;
  onBusy: (busy: boolean) => void;
}

/** Inside the dialog, so that it starts empty each time. */
const SanctionForm = ({ about, reasonRef, onBusy }: FormProps) => {
  const { t } = useTranslation();
  const timed = about.what === 'kick' ? null : about.what;
  const [minutes, setMinutes] = useState<number>(timed ? FIRST[timed] : 0);
  const [address, setAddress] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const why = reasonRef.current?.value.trim();
    const common = {
      user: about.user,
      ...(why && { reason: why }),
      ...('room' in about && about.room && { room: about.room }),
    };
    const until = minutes > 0 ? { minutes } : {};
    onBusy(true);
    const outcome = await (about.what === 'kick'
      ? actions.keepOrder(about.server, { verb: 'kick', ...common })
      : about.what === 'mute'
        ? actions.keepOrder(about.server, { verb: 'mute', ...common, ...until })
        : actions.keepOrder(about.server, { verb: 'ban', ...common, ...until, address }));
    onBusy(false);
    if (!outcome.ok) return setError(t(`errors.${outcome.error.code}`));
    close();
    toast({ title: t(`order.ask.${about.what}.done`, { name: about.name }) });
  };
  return (
    <form id="sanction" className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {timed && (
        <Choice label={t('order.howLong')}>
          <Select
            label={t('order.howLong')}
            value={String(minutes)}
            onChange={(value) => setMinutes(Number(value))}
            options={SPANS[timed].map((span) => ({
              value: String(span),
              label: span === 0 ? t('order.forGood') : spanText(t, span * 60),
            }))}
          />
        </Choice>
      )}
      <TextField
        ref={reasonRef}
        label={t('order.reason')}
        hint={t('order.reasonHint')}
        maxLength={REASON_MAX_CHARS}
        error={error}
      />
      {about.what === 'ban' && (
        <Checkbox label={t('order.banAddress')} checked={address} onChange={setAddress} />
      )}
    </form>
  );
};

import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOBBY } from '../../../protocol/ids';
import {
  CAPACITY_MAX,
  PASSWORD_MAX_CHARS,
  ROOM_NAME_MAX_CHARS,
  TOPIC_MAX_CHARS,
} from '../../../protocol/limits';
import { roomTitle } from '../../../protocol/lobby';
import type { Access } from '../../../protocol/model';
import { NO_RULES, type RoomRules } from '../../../protocol/rules';
import type { RoomView } from '../../../protocol/views';
import { actions, type Outcome } from '../../store/actions';
import { mayDelete } from '../../store/order-rights';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { spanText } from '../../ui/order-words';
import { PasswordField } from '../../ui/PasswordField';
import { Choice, Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';
import { MutedHere } from './MutedHere';
import styles from './order.module.css';

/** Seconds. */
const SLOW = [0, 5, 10, 30, 60, 300, 900] as const;

const close = () => actions.askOrder(null);

/** What a room is called, who may come in, and what holds in it. Takes effect at once. */
export const RoomSheet = () => {
  const { t } = useTranslation();
  const asked = useStore((state) => state.orderAsked);
  const about = asked?.what === 'room' ? asked : null;
  const server = useStore((state) => (about ? state.servers[about.server] : undefined));
  const room = about && server?.rooms[about.room];
  const name = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={Boolean(server && room)}
      onClose={close}
      title={t('order.roomTitle')}
      initialFocus={name}
    >
      {server && room && <RoomForm server={server} room={room} nameRef={name} />}
    </Dialog>
  );
};

interface RoomFormProps {
  server: Server;
  room: RoomView;
  nameRef: React.RefObject<HTMLInputElement | null>;
}

const RoomForm = ({ server, room, nameRef }: RoomFormProps) => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ field: 'name' | 'topic'; text: string } | null>(null);
  const rules = room.rules ?? NO_RULES;
  const say = (outcome: Outcome<unknown>): boolean => {
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
    return outcome.ok;
  };
  const set = (change: Partial<RoomRules>) =>
    void actions.keepOrder(server.id, { verb: 'rules', room: room.id, ...change }).then(say);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name') ?? '').trim();
    const topic = String(form.get('topic') ?? '').trim();
    const called = roomTitle(room, t('chat.lobby'));
    setBusy(true);
    const renamed =
      name === called
        ? null
        : await actions.keepOrder(server.id, { verb: 'rename', room: room.id, name });
    const told = topic === room.topic ? null : await actions.setTopic(server.id, room.id, topic);
    setBusy(false);
    if (renamed && !renamed.ok)
      setError({ field: 'name', text: t(`errors.${renamed.error.code}`) });
    else if (told && !told.ok) setError({ field: 'topic', text: t(`errors.${told.error.code}`) });
    else {
      setError(null);
      if (renamed || told) toast({ title: t('order.saved') });
    }
  };
  return (
    <>
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <TextField
          ref={nameRef}
          name="name"
          label={t('chat.roomName')}
          defaultValue={roomTitle(room, t('chat.lobby'))}
          maxLength={ROOM_NAME_MAX_CHARS}
          error={error?.field === 'name' && error.text}
        />
        <TextField
          name="topic"
          label={t('order.topic')}
          defaultValue={room.topic}
          maxLength={TOPIC_MAX_CHARS}
          error={error?.field === 'topic' && error.text}
        />
        <div className={styles.row}>
          <span />
          <Button type="submit" busy={busy}>
            {t('order.save')}
          </Button>
        </div>
      </form>
      {room.id !== LOBBY && <AccessSection server={server} room={room} onOutcome={say} />}
      <Section title={t('order.rulesTitle')}>
        <Segmented<RoomRules['history']>
          label={t('order.history')}
          hint={t(`order.historyHint.${rules.history}`)}
          options={(['all', 'joined', 'none'] as const).map((value) => ({
            value,
            label: t(`order.historyRule.${value}`),
          }))}
          value={rules.history}
          onChange={(history) => set({ history })}
        />
        <Choice label={t('order.slow')} hint={t('order.slowHint')}>
          <Select
            label={t('order.slow')}
            value={String(rules.slowSeconds)}
            onChange={(value) => set({ slowSeconds: Number(value) })}
            options={[...new Set([...SLOW, rules.slowSeconds])]
              .sort((a, b) => a - b)
              .map((seconds) => ({
                value: String(seconds),
                label: seconds === 0 ? t('order.slowOff') : spanText(t, seconds),
              }))}
          />
        </Choice>
        <Switch
          label={t('order.readOnly')}
          hint={t('order.readOnlyHint')}
          checked={rules.readOnly}
          onChange={(readOnly) => set({ readOnly })}
        />
        <Switch
          label={t('order.locked')}
          hint={t('order.lockedHint')}
          checked={rules.locked}
          onChange={(locked) => set({ locked })}
        />
        <Switch
          label={t('order.classroom')}
          hint={t('order.classroomHint')}
          checked={rules.classroom}
          onChange={(classroom) => set({ classroom })}
        />
        <CapacityField
          capacity={rules.capacity}
          people={room.members}
          onChange={(capacity) => set({ capacity })}
        />
      </Section>
      <MutedHere server={server} room={room} />
      {mayDelete(server, room) && (
        <Section label={t('order.deleteRoom')}>
          <Choice label={t('order.deleteRoom')} hint={t('order.deleteRoomHint')}>
            <Button
              kind="danger"
              onClick={() =>
                actions.askOrder({ what: 'delete-room', server: server.id, room: room.id })
              }
            >
              {t('order.deleteRoomGo')}
            </Button>
          </Choice>
        </Section>
      )}
    </>
  );
};

interface AccessSectionProps extends Omit<RoomFormProps, 'nameRef'> {
  onOutcome: (outcome: Outcome<unknown>) => boolean;
}

/** Who may enter; a password is asked for when it is chosen, and takes the place of the last one. */
const AccessSection = ({ server, room, onOutcome }: AccessSectionProps) => {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const shown: Access = asking ? 'password' : room.access;
  const choose = (access: Access) => {
    setAsking(access === 'password');
    if (access !== 'password')
      void actions.setAccess(server.id, { room: room.id, access }).then(onOutcome);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    if (!password) return;
    const outcome = await actions.setAccess(server.id, {
      room: room.id,
      access: 'password',
      password,
    });
    if (onOutcome(outcome)) setAsking(false);
  };
  return (
    <Section label={t('chat.whoMayEnter')}>
      <Segmented<Access>
        label={t('chat.whoMayEnter')}
        hint={t(`chat.accessHint.${shown}`)}
        options={(['open', 'password', 'invite'] as const).map((value) => ({
          value,
          label: t(`chat.access.${value}`),
        }))}
        value={shown}
        onChange={choose}
      />
      {asking && (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <PasswordField
            autoFocus
            name="password"
            label={t('order.newPassword')}
            maxLength={PASSWORD_MAX_CHARS}
          />
          <div className={styles.row}>
            <span />
            <Button type="submit" kind="primary">
              {t('order.setPassword')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
};

interface CapacityFieldProps {
  capacity: number | null;
  people: number;
  onChange: (capacity: number | null) => void;
}

/** Empty: no bound. Written down on leaving the field and on Enter. */
const CapacityField = ({ capacity, people, onChange }: CapacityFieldProps) => {
  const { t } = useTranslation();
  const [bad, setBad] = useState(false);
  const read = (text: string) => {
    const value = text.trim() === '' ? null : Number(text);
    const fine = value === null || (Number.isInteger(value) && value > 0 && value <= CAPACITY_MAX);
    setBad(!fine);
    if (fine && value !== capacity) onChange(value);
  };
  return (
    <TextField
      key={capacity}
      label={t('order.roomCapacity')}
      hint={t('order.roomCapacityHint', { count: people })}
      placeholder={t('order.noBound')}
      inputMode="numeric"
      defaultValue={capacity ?? ''}
      error={bad && t('order.capacityBad')}
      onEnter={(field) => read(field.value)}
      onBlur={(event) => read(event.currentTarget.value)}
    />
  );
};

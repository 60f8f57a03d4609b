import { useTranslation } from 'react-i18next';
import {
  COMPAT_PORTS,
  type CompatChange,
  type CompatState,
  type CompatWire,
  compatWire,
} from '../../../protocol/compat';
import { LOBBY } from '../../../protocol/ids';
import type { Hosting } from '../../../protocol/ipc';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { CopyButton } from '../../ui/CopyButton';
import { Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import styles from './host.module.css';

/** The line to type at a terminal. */
const commandFor = (host: string, port: number): string => `nc ${host} ${port}`;

type Open = Extract<Hosting, { state: 'open' }>;

interface CompatSectionProps {
  hosting: Open;
  onChange: (change: CompatChange) => void;
}

/** A switch for each wire of the old programs, how to join with it, and the room it leads to. */
export const CompatSection = ({ hosting, onChange }: CompatSectionProps) => {
  const { t } = useTranslation();
  const rooms = useRooms(hosting.server);
  const listeners = hosting.compat;
  return (
    <Section title={t('host.compat')}>
      <p className={styles.small}>{t('host.compatText')}</p>
      {hosting.password && <p className={styles.small}>{t('host.compatPassword')}</p>}
      {compatWire.options.map((wire) => (
        <Wire
          key={wire}
          wire={wire}
          state={listeners.find((one) => one.wire === wire)}
          host={hosting.addresses[0]?.host ?? '127.0.0.1'}
          rooms={rooms}
          onSwitch={(on) => onChange({ wire, on })}
          onRoom={(room) => onChange({ wire, on: true, room })}
        />
      ))}
    </Section>
  );
};

interface WireProps {
  wire: CompatWire;
  /** Undefined while it is off. */
  state: CompatState | undefined;
  host: string;
  rooms: readonly { value: string; label: string }[];
  onSwitch: (on: boolean) => void;
  onRoom: (room: string) => void;
}

const Wire = ({ wire, state, host, rooms, onSwitch, onRoom }: WireProps) => {
  const { t } = useTranslation();
  const name = t(`host.wire.${wire}`);
  const port = state?.port || COMPAT_PORTS[wire];
  const command = commandFor(host, port);
  const open = state?.state.state === 'open';
  const hint = (): string => {
    if (!state) return t('host.wireHint', { port, says: t(`host.wireSays.${wire}`) });
    if (state.state.state === 'failed') return t(`host.wireFailed.${state.state.code}`, { port });
    const { people } = state.state;
    return people === 0
      ? t('host.wireEmpty', { port })
      : t('host.wireOpen', { port, count: people });
  };
  return (
    <div className={styles.wire} data-failed={state && !open ? '' : undefined}>
      <Switch
        label={
          <>
            {name} <span className={styles.wireName}>{wire}</span>
          </>
        }
        hint={hint()}
        checked={state !== undefined}
        onChange={onSwitch}
      />
      {state && (
        <div className={styles.wireMore}>
          {open && (
            <span className={styles.command}>
              <code data-selectable>{command}</code>
              <CopyButton
                text={command}
                label={t('host.copyCommand', { command })}
                onCopy={actions.copyText}
              />
            </span>
          )}
          {open && <span className={styles.says}>{t(`host.wireSays.${wire}`)}</span>}
          {(rooms.length > 1 || !rooms.some(({ value }) => value === state.room)) && (
            <Select
              label={t('host.wireRoom', { wire: name })}
              options={rooms}
              value={state.room}
              onChange={onRoom}
            />
          )}
        </div>
      )}
    </div>
  );
};

/** Rooms that anybody may enter: those who come by an old wire can neither knock nor be invited. */
const useRooms = (server: string): readonly { value: string; label: string }[] => {
  const { t } = useTranslation();
  const rooms = useStore((state) => state.servers[server]?.rooms);
  const others = Object.values(rooms ?? {})
    .filter(({ id, kind, access }) => id !== LOBBY && kind === 'room' && access === 'open')
    .map(({ id, name }) => ({ value: id, label: name }));
  return [{ value: LOBBY, label: t('chat.lobby') }, ...others];
};

import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CAPACITY_MAX } from '../../../protocol/limits';
import type { Door } from '../../../protocol/rules';
import { actions, type Outcome } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';
import { Asking } from './Asking';
import { usePolled } from './use-polled';

interface DoorTabProps {
  server: Server;
  /** Further choices, where this computer hosts the room. */
  children?: ReactNode;
}

/** Who comes in, and how many at a time. */
export const DoorTab = ({ server, children }: DoorTabProps) => {
  const { t } = useTranslation();
  const ask = useCallback(() => actions.keepOrder(server.id, { verb: 'house' }), [server.id]);
  const { value, again } = usePolled(ask);
  const host = server.me?.role === 'host';
  const say = (outcome: Outcome<unknown>) => {
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
    again();
  };
  return (
    <>
      {value && (
        <Section label={t('manage.tab.door')}>
          <Segmented<Door>
            label={t('manage.door')}
            hint={t(`manage.doorHint.${value.door}`)}
            options={(['open', 'knock', 'locked'] as const).map((one) => ({
              value: one,
              label: t(`manage.doorIs.${one}`),
            }))}
            value={value.door}
            onChange={(door) => void actions.keepOrder(server.id, { verb: 'door', door }).then(say)}
          />
          <Asking server={server} />
          {host && (
            <Capacity
              key={value.capacity}
              capacity={value.capacity}
              people={value.people}
              waiting={value.waiting}
              onChange={(capacity) =>
                void actions.keepOrder(server.id, { verb: 'capacity', capacity }).then(say)
              }
            />
          )}
        </Section>
      )}
      {children && <Section>{children}</Section>}
    </>
  );
};

interface CapacityProps {
  capacity: number | null;
  people: number;
  waiting: number;
  onChange: (capacity: number | null) => void;
}

/** Empty: no bound. Takes effect on Enter and on leaving the field. */
const Capacity = ({ capacity, people, waiting, onChange }: CapacityProps) => {
  const { t } = useTranslation();
  const [bad, setBad] = useState(false);
  const read = (text: string): void => {
    const value = text.trim() === '' ? null : Number(text);
    const fine = value === null || (Number.isInteger(value) && value > 0 && value <= CAPACITY_MAX);
    setBad(!fine);
    if (fine && value !== capacity) onChange(value);
  };
  return (
    <TextField
      label={t('host.capacity')}
      hint={[
        t('manage.peopleNow', { count: people }),
        waiting > 0 && t('manage.waitingNow', { count: waiting }),
      ]
        .filter(Boolean)
        .join(' ')}
      placeholder={t('host.capacityPlaceholder')}
      inputMode="numeric"
      defaultValue={capacity ?? ''}
      error={bad && t('order.capacityBad')}
      onEnter={(field) => read(field.value)}
      onBlur={(event) => read(event.currentTarget.value)}
    />
  );
};

import { Search } from 'lucide-react';
import { useCallback, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import type { PersonRow } from '../../../protocol/order';
import { useLanguage } from '../../i18n';
import { clock } from '../../i18n/time';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { bytesText } from '../../ui/bytes-text';
import { PageEmpty } from '../../ui/Pages';
import { TextField } from '../../ui/TextField';
import type { PersonSlot } from './ManageSheet';
import styles from './manage.module.css';
import { usePolled } from './use-polled';

/** Who is connected right now: with what, from where, since when and with how much traffic. */
export const PeopleTab = ({ server, person }: { server: Server; person: PersonSlot }) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const like = useDeferredValue(typed.trim());
  const ask = useCallback(
    () => actions.keepOrder(server.id, { verb: 'people', skip: 0, ...(like && { like }) }),
    [server.id, like],
  );
  const { value, trouble } = usePolled(ask);
  const more = value ? value.total - value.people.length : 0;
  return (
    <>
      <TextField
        label={t('manage.findPerson')}
        labelHidden
        placeholder={t('manage.findPerson')}
        start={<Search size={15} aria-hidden="true" />}
        onChange={(event) => setTyped(event.target.value)}
      />
      {trouble && !value && <PageEmpty>{t(`errors.${trouble.code}`)}</PageEmpty>}
      {value && (
        <p className={styles.note} role="status">
          {t('manage.peopleCount', { count: value.total })}
        </p>
      )}
      <ul className={styles.rows}>
        {value?.people.map((one) => (
          <Person key={one.id} server={server} person={one} slot={person} />
        ))}
      </ul>
      {more > 0 && <p className={styles.note}>{t('manage.morePeople', { count: more })}</p>}
    </>
  );
};

interface PersonProps {
  server: Server;
  person: PersonRow;
  slot: PersonSlot;
}

const Person = ({ server, person, slot }: PersonProps) => {
  const [open, setOpen] = useState(false);
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, name, role, wire, address, since, verified } = person;
  const mine = id === server.me?.id;
  const known: UserInfo | undefined = server.users[id];
  const marks = [
    wire !== 'app' && t(`chat.wire.${wire}`),
    (role === 'host' || role === 'moderator') && t(`chat.role.${role}`),
    known?.muted !== undefined && t('manage.muted'),
  ].filter(Boolean);
  return (
    <li className={styles.rowWithMore}>
      <div className={styles.row}>
        <Avatar id={id} name={name} presence={known?.presence ?? 'online'} />
        <div className={styles.words}>
          <p className={styles.name}>
            {name}
            {marks.length > 0 && <span className={styles.mark}>{marks.join(' · ')}</span>}
          </p>
          <p className={styles.facts}>
            <span data-selectable>{address}</span>
            <span>{t('manage.since', { time: clock(since, language) })}</span>
            {person.in !== undefined && person.out !== undefined && (
              <span>
                {t('manage.traffic', {
                  in: bytesText(person.in, language),
                  out: bytesText(person.out, language),
                })}
              </span>
            )}
            {!verified && <span>{t('manage.notVerified')}</span>}
          </p>
        </div>
        {!mine && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('manage.act')}
            <span className="sr-only"> {name}</span>
          </Button>
        )}
      </div>
      {open && slot(server, known ?? { id, name, role, wire, verified, presence: 'online' })}
    </li>
  );
};

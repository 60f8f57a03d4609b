import { Archive, ArrowRightLeft, Ellipsis, FolderInput, Power } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n';
import { clock } from '../../i18n/time';
import { actions } from '../../store/actions';
import { selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { shortAddress } from '../../ui/address';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Lamp } from '../../ui/Lamp';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu';
import { toast } from '../../ui/Toaster';
import styles from './host.module.css';
import { StopDialog } from './StopDialog';

/** In the side list of the server that this computer hosts: the one lit lantern. */
export const HostStrip = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const hosting = useStore(selectHosting);
  const [stopping, setStopping] = useState(false);

  const people = hosting.state === 'open' ? hosting.people : 0;
  // People of a room that was taken over were there before.
  const moved = useStore(({ movedTo }) => hosting.state === 'open' && movedTo === hosting.server);
  const before = useRef(people);
  const [glow, setGlow] = useState(false);
  useEffect(() => {
    if (before.current === 1 && people === 2 && !moved) {
      setGlow(true);
      toast({ title: t('host.firstGuest') });
    }
    before.current = people;
  }, [people, moved, t]);

  if (hosting.state === 'off') return null;
  if (hosting.state === 'starting')
    return (
      <section className={styles.strip} aria-label={t('host.stripStarting')}>
        <p className={styles.lead}>
          <Lamp state="breathing" />
          {t('host.stripStarting')}
        </p>
      </section>
    );
  if (hosting.state === 'failed')
    return (
      <section className={styles.strip} aria-label={t('host.stripFailed')}>
        <p className={styles.lead}>
          <Lamp state="out" />
          {t('host.stripFailed')}
        </p>
        <p>{t('host.cantOpen', { reason: t(`host.reason.${hosting.code}`) })}</p>
        <div className={styles.stripButtons}>
          <Button kind="lantern" size="small" onClick={() => actions.openDialog('host')}>
            {t('host.open')}
          </Button>
        </div>
      </section>
    );

  const address = hosting.addresses[0];
  const manage = () => actions.openDialog('manage');
  const bring = async () => {
    const outcome = await actions.importRoom();
    if (outcome.state === 'done') {
      const { name, messages: count } = outcome;
      toast({ title: t('keeping.imported', { name, count }) });
    } else if (outcome.state === 'failed') {
      const wrong = outcome.code === 'not-a-backup' ? 'not-an-export' : outcome.code;
      toast({ title: t(`keeping.problem.${wrong}`), type: 'failed' });
    }
  };
  return (
    <section className={styles.strip} aria-label={t('host.strip')}>
      <p className={styles.lead}>
        <Lamp className={glow ? styles.glow : undefined} />
        {t('host.strip')}
      </p>
      <p className={styles.facts}>
        {t('host.people', { count: hosting.people })} ·{' '}
        <span data-selectable>{address ? shortAddress(address) : t('host.noNetworkShort')}</span>
      </p>
      {hosting.restartedAt !== undefined && (
        <p className={styles.note}>
          {t('host.restarted', { time: clock(hosting.restartedAt, language) })}
        </p>
      )}
      <div className={styles.stripButtons}>
        <Button kind="lantern" size="small" onClick={() => actions.openDialog('invite')}>
          {t('host.invite')}
        </Button>
        <Button kind="onLantern" size="small" onClick={manage}>
          {t('host.manage')}
        </Button>
        <Menu
          trigger={
            <IconButton
              label={t('host.more')}
              icon={<Ellipsis size={16} />}
              className={styles.stripMore}
            />
          }
        >
          <MenuItem
            icon={<ArrowRightLeft size={16} />}
            onChoose={() => actions.openDialog('hand-over')}
          >
            {t('handover.open')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Archive size={16} />} onChoose={() => actions.openDialog('backup')}>
            {t('keeping.backup')}
          </MenuItem>
          <MenuItem icon={<FolderInput size={16} />} onChoose={() => void bring()}>
            {t('keeping.import')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Power size={16} />} danger onChoose={() => setStopping(true)}>
            {t('host.stop')}
          </MenuItem>
        </Menu>
      </div>
      <StopDialog open={stopping} hosting={hosting} onClose={() => setStopping(false)} />
    </section>
  );
};

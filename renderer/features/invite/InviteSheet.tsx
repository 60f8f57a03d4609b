import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safetyWords } from '../../../protocol/safety-words';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { selectDialog, selectHosting } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { selectStillServer } from '../../store/still';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { CopyLine } from '../../ui/CopyLine';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import styles from './invite.module.css';
import { OtherWays } from './OtherWays';
import { Projector } from './Projector';
import { Qr } from './Qr';
import { useInvite } from './use-invite';

interface InviteSheetProps {
  /** The room was opened a moment ago. */
  fresh: boolean;
  onClose: () => void;
}

const Body = ({ server, fresh, onClose }: InviteSheetProps & { server: Server }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const hosting = useStore(selectHosting);
  const mine = server.hosted && hosting.state === 'open' ? hosting : null;
  const [withPassword, setWithPassword] = useState(false);
  const [projecting, setProjecting] = useState(false);
  const start = useRef<HTMLElement>(null);
  const { invite, failed } = useInvite(server, withPassword, mine?.addresses);

  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      mark={server.hosted && <Lamp />}
      title={fresh ? t('invite.opened') : t('invite.title')}
      initialFocus={start}
      actions={
        <>
          <Button disabled={!invite} onClick={() => setProjecting(true)}>
            {t('invite.fullScreen')}
          </Button>
          <Button ref={start} kind="primary" onClick={onClose}>
            {fresh ? t('invite.start') : t('invite.done')}
          </Button>
        </>
      }
    >
      {mine && mine.wantedPort !== undefined && mine.wantedPort !== mine.port && (
        <p className={styles.note}>
          {t('host.portTaken', { wanted: mine.wantedPort, port: mine.port })}
        </p>
      )}
      {mine && mine.addresses.length === 0 && <p className={styles.note}>{t('host.noNetwork')}</p>}
      {failed && <p role="alert">{t('invite.failed')}</p>}
      <div className={styles.columns}>
        <div className={styles.frame}>
          {invite && <Qr text={invite.link} label={t('invite.qr')} />}
        </div>
        <div className={styles.facts}>
          <p className={styles.hint}>{t('invite.hint')}</p>
          <div>
            <h3 className={styles.label}>{t('invite.link')}</h3>
            <CopyLine
              shown={invite?.link}
              text={invite?.message[language]}
              label={t('invite.link')}
              onCopy={actions.copyText}
            />
            <p className={styles.small}>{t('invite.linkHint')}</p>
            {server.me?.role === 'host' && <p className={styles.small}>{t('invite.withEnd')}</p>}
          </div>
          {mine?.password && (
            <Checkbox
              label={t('invite.includePassword')}
              checked={withPassword}
              onChange={setWithPassword}
            />
          )}
          {server.fingerprint && (
            <div>
              <h3 className={styles.label}>{t('invite.words')}</h3>
              <p className={styles.words} data-selectable>
                {safetyWords(server.fingerprint, language).join(' · ')}
              </p>
            </div>
          )}
        </div>
      </div>
      {mine && <OtherWays hosting={mine} />}
      {invite && (
        <Projector
          open={projecting}
          onClose={() => setProjecting(false)}
          server={server}
          invite={invite}
        />
      )}
    </Dialog>
  );
};

/** Everything that brings people in: QR, link, words to compare, and other ways. */
export const InviteSheet = (props: InviteSheetProps) => {
  const asked = useStore(selectDialog) === 'invite';
  const server = useStore(selectStillServer);
  return asked && server ? <Body key={server.id} server={server} {...props} /> : null;
};

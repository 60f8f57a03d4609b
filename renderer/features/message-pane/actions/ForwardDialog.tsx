import { X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import { shownFileName } from '../../../../protocol/file-names';
import { MESSAGE_MAX_CHARS } from '../../../../protocol/limits';
import type { Origin } from '../../../../protocol/message';
import { actions } from '../../../store/actions';
import { rank } from '../../../store/match';
import { selectServers } from '../../../store/selectors';
import type { Server } from '../../../store/slices/servers';
import { useStore } from '../../../store/store';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Finder, Found } from '../../../ui/Finder';
import { IconButton } from '../../../ui/IconButton';
import { plainText } from '../../../ui/plain-text';
import { TextField } from '../../../ui/TextField';
import { toast } from '../../../ui/Toaster';
import { filesHeld } from '../files/held';
import styles from './dialogs.module.css';
import { type ForwardPlace, forwardPlaces } from './forward-places';

/** More than these are not looked through; the next letter narrows it. */
const SHOWN_MAX = 40;

interface ForwardDialogProps {
  open: boolean;
  server: Server;
  message: Message | null;
  origin: Origin;
  onClose: () => void;
}

/** First where to, by name or first consonants; then a comment, and off it goes. */
export const ForwardDialog = ({ open, server, message, origin, onClose }: ForwardDialogProps) => {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onClose={onClose} title={t('message.forwardTitle')} width="narrow">
      {open && message && (
        <Forwarding server={server} message={message} origin={origin} onDone={onClose} />
      )}
    </Dialog>
  );
};

interface ForwardingProps {
  server: Server;
  message: Message;
  origin: Origin;
  onDone: () => void;
}

const Forwarding = ({ server, message, origin, onDone }: ForwardingProps) => {
  const { t } = useTranslation();
  const [place, setPlace] = useState<ForwardPlace | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const comment = useRef<HTMLInputElement>(null);
  const files = filesHeld(message, server.files?.days);
  const stays = place !== null && files.length > 0 && place.to.server !== server.id;
  const able = message.text.trim() !== '' || (files.length > 0 && !stays);
  const send = async () => {
    if (!place || busy || !able) return;
    setBusy(true);
    const from = message.forwarded ?? origin;
    const said = { server: server.id, text: message.text, files, origin: from };
    const outcome = await actions.forwardMessage(said, place.to, comment.current?.value ?? '');
    setBusy(false);
    if (!outcome.ok) return setError(t(`errors.${outcome.error.code}`));
    onDone();
    toast({
      title: t('message.forwardDone', { place: place.label }),
      action: {
        label: t('message.forwardGo'),
        onChoose: () => actions.openRoom(place.to.server, outcome.result),
      },
    });
  };
  return (
    <div className={styles.forward}>
      <blockquote className={styles.shown}>
        <cite>{message.name}</cite>
        <p>{plainText(message.text, { reveal: true })}</p>
        {files.length > 0 && (
          <p className={styles.carried}>
            {files.map((file) => shownFileName(file.name)).join(', ')}
          </p>
        )}
      </blockquote>
      {stays && (
        <p role="alert" className={styles.stays}>
          {t(able ? 'message.forwardTextOnly' : 'message.forwardNothing')}
        </p>
      )}
      {place ? (
        <>
          <div className={styles.chosen}>
            <Found name={place.label} face={place.face} where={place.server} />
            <IconButton
              label={t('message.forwardTo')}
              icon={<X size={16} />}
              onClick={() => setPlace(null)}
            />
          </div>
          <TextField
            ref={comment}
            autoFocus
            label={t('message.forwardComment')}
            labelHidden
            placeholder={t('message.forwardComment')}
            maxLength={MESSAGE_MAX_CHARS}
            error={error ?? undefined}
            onEnter={() => void send()}
          />
          <Button kind="primary" busy={busy} disabled={!able} onClick={() => void send()}>
            {t('message.forwardSend')}
          </Button>
        </>
      ) : (
        <PlaceFinder server={server} onChoose={setPlace} />
      )}
    </div>
  );
};

interface PlaceFinderProps {
  server: Server;
  onChoose: (place: ForwardPlace) => void;
}

const PlaceFinder = ({ server, onChoose }: PlaceFinderProps) => {
  const { t } = useTranslation();
  const servers = useStore(selectServers);
  const lobby = t('chat.lobby');
  const [query, setQuery] = useState('');
  const groups = useMemo(() => {
    const items = rank(forwardPlaces(servers, server, lobby), query).slice(0, SHOWN_MAX);
    return items.length > 0 ? [{ kind: 'places', items }] : [];
  }, [servers, server, lobby, query]);
  return (
    <Finder<ForwardPlace>
      boxed
      label={t('message.forwardFind')}
      groups={groups}
      keyOf={({ key }) => key}
      nameOf={({ label }) => label}
      query={query}
      onQuery={setQuery}
      onChoose={onChoose}
      nothing={t('message.forwardNone', { q: query })}
    >
      {(place) => <Found name={place.label} face={place.face} where={place.server} />}
    </Finder>
  );
};

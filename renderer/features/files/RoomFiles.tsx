import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RoomFile, shownAs } from '../../../protocol/files';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { Spinner } from '../../ui/Spinner';
import { TextField } from '../../ui/TextField';
import { RoomFileRow } from './RoomFileRow';
import styles from './RoomFiles.module.css';

interface RoomFilesProps {
  server: Server;
  room: RoomView;
  /** How the room is called to this person. */
  name: string;
}

/** What was sent in a room, newest first: pictures or other files, by name or by whom. */
export const RoomFiles = ({ server, room, name }: RoomFilesProps) => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'files';
  return (
    <Dialog
      open={open}
      onClose={() => actions.openDialog(null)}
      width="wide"
      title={t('file.roomTitle', { room: name })}
    >
      {open && <List server={server} room={room} />}
    </Dialog>
  );
};

type Kind = 'images' | 'others';
const kindOf = ({ file }: RoomFile): Kind => (shownAs(file) === 'image' ? 'images' : 'others');

const List = ({ server, room }: Omit<RoomFilesProps, 'name'>) => {
  const { t } = useTranslation();
  const [files, setFiles] = useState<readonly RoomFile[]>([]);
  const [more, setMore] = useState(true);
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('images');
  const [query, setQuery] = useState('');

  const load = useRef(async (_before?: number): Promise<void> => {});
  load.current = async (before) => {
    setBusy(true);
    const outcome = await actions.roomFiles(server.id, room.id, before);
    setBusy(false);
    if (!outcome.ok) return setError(t(`errors.${outcome.error.code}`));
    setError(null);
    setFiles((known) => [...known, ...outcome.result.files]);
    setMore(outcome.result.more);
  };
  useEffect(() => void load.current(), []);

  const asked = query.trim().normalize('NFC').toLowerCase();
  const shown = files.filter(
    (one) =>
      kindOf(one) === kind &&
      [one.file.name, one.name].some((word) => word.toLowerCase().includes(asked)),
  );
  const images = files
    .filter((one) => kindOf(one) === 'images')
    .map(({ file, name }) => ({ file, name }));
  return (
    <>
      <Segmented<Kind>
        label={t('file.room')}
        labelHidden
        options={[
          { value: 'images', label: t('file.images') },
          { value: 'others', label: t('file.others') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label={t('file.search')}
        labelHidden
        placeholder={t('file.search')}
        onChange={(event) => setQuery(event.target.value)}
      />
      <ul className={styles.list}>
        {shown.map((one) => (
          <RoomFileRow
            key={one.file.id}
            server={server.id}
            room={room.id}
            one={one}
            onView={
              kindOf(one) === 'images'
                ? () => actions.viewImage(server.id, images, one.file.id)
                : undefined
            }
          />
        ))}
      </ul>
      {error && <p role="alert">{error}</p>}
      {busy ? (
        <Spinner />
      ) : (
        <>
          {shown.length === 0 && !error && (
            <p className={styles.none}>
              {asked ? t('file.nothing', { q: query.trim() }) : t('file.nobody')}
            </p>
          )}
          {more && (
            <Button onClick={() => void load.current(files.at(-1)?.seq)}>{t('file.more')}</Button>
          )}
        </>
      )}
    </>
  );
};

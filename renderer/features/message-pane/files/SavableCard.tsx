import { CircleX, Download, FolderOpen, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../../protocol/file-names';
import type { FileRef } from '../../../../protocol/message';
import type { ServerId } from '../../../../protocol/views';
import { useLanguage } from '../../../i18n';
import { useStore } from '../../../store/store';
import { useSaved } from '../../../store/use-saved';
import { FileCard } from '../../../ui/files/FileCard';
import { FileMenu } from '../../../ui/files/FileMenu';
import { Progress, percentOf } from '../../../ui/files/Progress';
import { fileReason } from '../../../ui/files/reason';
import { sayTrouble } from '../../../ui/files/say-trouble';
import { fileSize } from '../../../ui/files/size';
import { IconButton } from '../../../ui/IconButton';

interface SavableCardProps {
  server: ServerId;
  file: FileRef;
  /** Its time with the server is over. */
  expired?: boolean;
}

/** A file by its name, with what becomes of it on its way to this computer. */
export const SavableCard = ({ server, file, expired }: SavableCardProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { saved, ...doing } = useSaved(server, file, sayTrouble(t));
  const { save, stop, reveal } = doing;
  const online = useStore((state) => state.servers[server]?.status.state === 'online');
  const name = shownFileName(file.name);
  const size = fileSize(file.size, language);
  const under = saved?.state === 'waiting' || saved?.state === 'loading';
  const about = (): string => {
    if (expired && saved?.state !== 'saved') return t('file.expired');
    if (!saved) return size;
    if (saved.state === 'saved') return `${size} · ${t('file.saved')}`;
    if (saved.state === 'failed')
      return t('file.saveFailed', { reason: fileReason(t, language, 'down', saved.error) });
    const percent = percentOf(saved.received, saved.size);
    if (!online) return t('file.resumes', { percent });
    if (saved.state === 'waiting') return t('file.waiting');
    return saved.speed
      ? t('file.speed', { percent, speed: fileSize(saved.speed, language) })
      : t('file.percent', { percent });
  };
  return (
    <FileCard
      id={file.id}
      name={file.name}
      type={file.type}
      about={about()}
      failed={saved?.state === 'failed'}
      progress={under && <Progress name={file.name} done={saved.received} of={saved.size} />}
    >
      {saved?.state === 'saved' ? (
        <IconButton
          label={t('file.revealOf', { name })}
          side="top"
          icon={<FolderOpen size={18} />}
          onClick={reveal}
        />
      ) : under ? (
        <IconButton
          label={t('file.stopSaving', { name })}
          side="top"
          icon={<CircleX size={18} />}
          onClick={stop}
        />
      ) : (
        !expired && (
          <IconButton
            label={t(saved ? 'file.again' : 'file.saveOf', { name })}
            side="top"
            icon={saved ? <RotateCw size={18} /> : <Download size={18} />}
            onClick={save}
          />
        )
      )}
      {(!expired || saved?.state === 'saved') && (
        <FileMenu name={name} side="top" saved={saved?.state === 'saved'} doing={doing} />
      )}
    </FileCard>
  );
};

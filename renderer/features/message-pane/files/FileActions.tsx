import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../../protocol/file-names';
import type { FileRef } from '../../../../protocol/message';
import type { ServerId } from '../../../../protocol/views';
import { useSaved } from '../../../store/use-saved';
import { FileItems } from '../../../ui/files/FileMenu';
import { sayTrouble } from '../../../ui/files/say-trouble';
import { MenuSeparator, Submenu } from '../../../ui/Menu';

interface FileActionsProps {
  server: ServerId;
  files: readonly FileRef[];
}

/** What can be done with the files of a message, in its menu; of several each has its own lines. */
export const FileActions = ({ server, files }: FileActionsProps) => {
  if (files.length === 0) return null;
  return (
    <>
      {files.map((file) =>
        files.length === 1 ? (
          <Items key={file.id} server={server} file={file} />
        ) : (
          <Submenu
            key={file.id}
            icon={<FileText size={16} />}
            label={<bdi>{shownFileName(file.name)}</bdi>}
          >
            <Items server={server} file={file} />
          </Submenu>
        ),
      )}
      <MenuSeparator />
    </>
  );
};

const Items = ({ server, file }: { server: ServerId; file: FileRef }) => {
  const { t } = useTranslation();
  const { saved, ...doing } = useSaved(server, file, sayTrouble(t));
  return <FileItems saved={saved?.state === 'saved'} doing={doing} />;
};

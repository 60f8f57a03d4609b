import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Section';
import { FileLimits } from './FileLimits';
import { NewKey } from './NewKey';

/** The whole server as one file, now; and what of files it takes. */
export const HostStorage = () => {
  const { t } = useTranslation();
  const hosting = useStore(selectHosting);
  const files = hosting.state === 'open' ? hosting.files : undefined;
  return (
    <>
      <Choice label={t('host.backup')} hint={t('host.backupText')}>
        <Button size="small" onClick={() => actions.openDialog('backup')}>
          {t('host.backupNow')}
        </Button>
      </Choice>
      <NewKey />
      {files && <FileLimits files={files} />}
    </>
  );
};

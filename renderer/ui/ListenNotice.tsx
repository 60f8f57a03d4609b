import { useRef } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Boot } from '../../protocol/ipc';
import { Button } from './Button';
import { Dialog } from './Dialog';

type Platform = Boot['platform'];

interface ListenNoticeProps {
  open: boolean;
  platform: Platform;
  onContinue: () => void;
  onCancel: () => void;
}

/** Says what the system is about to ask, as the wrong answer there keeps everybody out. */
export const ListenNotice = ({ open, platform, onContinue, onCancel }: ListenNoticeProps) => {
  const { t } = useTranslation();
  const go = useRef<HTMLElement>(null);
  const mac = platform === 'darwin';
  return (
    <Dialog
      open={open}
      onClose={onCancel}
      width="narrow"
      title={mac ? t('host.noticeTitleMac') : t('host.noticeTitle')}
      description={
        <Trans i18nKey={mac ? 'host.noticeTextMac' : 'host.noticeText'} components={{ b: <b /> }} />
      }
      initialFocus={go}
      actions={
        <>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
          <Button ref={go} kind="lantern" onClick={onContinue}>
            {t('common.continue')}
          </Button>
        </>
      }
    />
  );
};

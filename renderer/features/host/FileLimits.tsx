import { useTranslation } from 'react-i18next';
import type { FileState, FileLimits as Limits } from '../../../protocol/file-policy';
import { useLanguage } from '../../i18n';
import { bytesText } from '../../ui/bytes-text';
import { Choice, Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import styles from './host.module.css';
import { useHostChange } from './use-host-change';

const MB = 1024 ** 2;
const GB = 1024 ** 3;
/** Choices in bytes; what is set otherwise stands among them. */
const ONE = [0, 20 * MB, 100 * MB, GB, 5 * GB];
const PERSON = [100 * MB, 500 * MB, 2 * GB, 10 * GB];
const ALL = [GB, 5 * GB, 20 * GB, 100 * GB];
const DAYS = [7, 30, 90, 365, 0];

const withNow = (choices: readonly number[], now: number): number[] =>
  [...new Set([...choices, now])].sort((a, b) => a - b);

/** How much of files the room takes, and for how long it keeps them. Takes effect at once. */
export const FileLimits = ({ files }: { files: FileState }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = useHostChange();
  const { maxBytes, userBytes, totalBytes, days } = files;
  const now: Limits = { maxBytes, userBytes, totalBytes, days };
  const size = (bytes: number) => (bytes === 0 ? t('host.filesOff') : bytesText(bytes, language));
  const row = (
    key: 'maxBytes' | 'userBytes' | 'totalBytes',
    label: string,
    choices: readonly number[],
  ) => (
    <Choice label={label}>
      <Select
        label={label}
        value={String(now[key])}
        onChange={(value) => change({ files: { ...now, [key]: Number(value) } })}
        options={withNow(choices, now[key]).map((bytes) => ({
          value: String(bytes),
          label: size(bytes),
        }))}
      />
    </Choice>
  );
  return (
    <Section title={t('host.files')}>
      {row('maxBytes', t('host.fileMost'), ONE)}
      {row('userBytes', t('host.fileUser'), PERSON)}
      {row('totalBytes', t('host.fileTotal'), ALL)}
      <Choice label={t('host.fileDays')}>
        <Select
          label={t('host.fileDays')}
          value={String(days ?? 0)}
          onChange={(value) => change({ files: { ...now, days: Number(value) || null } })}
          options={[...new Set([...DAYS.slice(0, -1), days ?? 0])]
            .filter((one) => one > 0)
            .sort((a, b) => a - b)
            .concat(0)
            .map((one) => ({
              value: String(one),
              label: one === 0 ? t('host.fileForever') : t('order.span.days', { count: one }),
            }))}
        />
      </Choice>
      {files.free !== null && (
        <p className={styles.small}>
          {t('host.diskFree', { size: bytesText(files.free, language) })}
        </p>
      )}
    </Section>
  );
};

import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import { PageEmpty, PageInstead, PagePanel, Pages } from '../../ui/Pages';
import { Section } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { type Entry, findSettings } from './entry';
import { PAGES } from './pages';
import styles from './settings.module.css';
import { type SettingsSlots, Slots } from './slots';

const close = () => actions.openDialog(null);

/** Every choice takes effect at once; there is nothing to confirm. */
export const SettingsDialog = (slots: SettingsSlots) => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'settings';
  return (
    <Dialog open={open} onClose={close} width="page" title={t('settings.title')}>
      <Slots value={slots}>
        <SettingsBody />
      </Slots>
    </Dialog>
  );
};

const Entries = ({ entries }: { entries: readonly Entry[] }) =>
  entries.map((entry) => <entry.View key={entry.words[0]} />);

/** Pages at the left; a search goes through all of them, whatever language its words are in. */
const SettingsBody = () => {
  const { t } = useTranslation();
  const [page, setPage] = useState(PAGES[0]?.id ?? '');
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const asked = query.trim();
  const found = asked ? findSettings(PAGES, asked) : [];
  const choose = (next: string): void => {
    setPage(next);
    setQuery('');
    if (field.current) field.current.value = '';
  };
  return (
    <Pages
      label={t('settings.sections')}
      tabs={PAGES.map(({ id, title, icon }) => ({ id, title: t(title), icon }))}
      page={asked ? null : page}
      onPage={choose}
      above={
        <TextField
          ref={field}
          label={t('settings.search')}
          labelHidden
          placeholder={t('settings.search')}
          start={<Search size={15} aria-hidden="true" className={styles.glass} />}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            // The first Esc empties the field, the next one closes the sheet.
            if (event.key !== 'Escape' || event.nativeEvent.isComposing || !asked) return;
            event.stopPropagation();
            choose(page);
          }}
        />
      }
    >
      {asked ? (
        <PageInstead label={t('settings.search')}>
          {found.length === 0 && <PageEmpty>{t('settings.nothing', { query: asked })}</PageEmpty>}
          {found.map((one) => (
            <Section key={one.page.id} title={t(one.page.title)}>
              <Entries entries={one.entries} />
            </Section>
          ))}
          <p className="sr-only" role="status">
            {t('told.found', {
              count: found.reduce((sum, { entries }) => sum + entries.length, 0),
            })}
          </p>
        </PageInstead>
      ) : (
        PAGES.map(({ id, title, entries }) => (
          <PagePanel key={id} id={id}>
            <Section title={t(title)}>
              <Entries entries={entries} />
            </Section>
          </PagePanel>
        ))
      )}
    </Pages>
  );
};

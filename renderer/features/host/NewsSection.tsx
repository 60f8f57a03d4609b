import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type News, newsBytesOf } from '../../../protocol/lan';
import { NEWS_MAX_BYTES } from '../../../protocol/limits';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import styles from './host.module.css';

interface NewsSectionProps {
  /** What is being said now. */
  news: News | undefined;
  /** Empty ends it. */
  onPost: (text: string) => void;
}

/** One line for everybody on the network, as long as a datagram of the old news programs. */
export const NewsSection = ({ news, onPost }: NewsSectionProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const line = text.trim();
  const used = newsBytesOf(line);
  const excess = used - NEWS_MAX_BYTES;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (line === '' || excess > 0) return;
    onPost(line);
    setText('');
  };
  return (
    <Section title={t('host.news')}>
      {news && (
        <div className={styles.newsNow} role="status">
          <p data-selectable>{t('host.newsNow', { text: news.text })}</p>
          <Button size="small" onClick={() => onPost('')}>
            {t('host.newsStop')}
          </Button>
        </div>
      )}
      <form className={styles.newsForm} onSubmit={submit}>
        <TextField
          className={styles.newsField}
          label={t('host.newsField')}
          labelHidden
          placeholder={t('host.newsPlaceholder')}
          hint={t('host.newsHint')}
          error={excess > 0 && t('host.newsLong', { count: excess })}
          value={text}
          maxLength={4 * NEWS_MAX_BYTES}
          onChange={(event) => setText(event.target.value)}
          end={
            line !== '' && (
              <span className={styles.count}>
                {t('host.newsCount', { used, most: NEWS_MAX_BYTES })}
              </span>
            )
          }
        />
        <Button type="submit" disabled={line === '' || excess > 0}>
          {t('host.newsPost')}
        </Button>
      </form>
    </Section>
  );
};

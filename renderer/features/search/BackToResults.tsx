import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import styles from './search.module.css';

/** In a narrow window results give way to the message: this brings them back as they were. */
export const BackToResults = () => {
  const { t } = useTranslation();
  const tucked = useStore((state) => state.search.open && state.search.tucked);
  if (!tucked) return null;
  return (
    <div className={styles.back}>
      <Button size="small" icon={<ArrowLeft size={15} />} onClick={actions.backToResults}>
        {t('search.back')}
      </Button>
    </div>
  );
};

import { actions } from '../../../store/actions';
import { Button } from '../../../ui/Button';
import type { Entry } from '../entry';
import { useSettings } from '../use-set';

const Shortcuts = () => {
  const { t } = useSettings();
  return (
    <div>
      <Button onClick={() => actions.openDialog('shortcuts')}>{t('settings.showShortcuts')}</Button>
    </div>
  );
};

export const keyboard: readonly Entry[] = [
  { words: ['settings.showShortcuts', 'shortcuts.title'], View: Shortcuts },
];

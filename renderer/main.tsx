import './no-eval';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { spokenOf } from '../protocol/language';
import { App } from './App';
import { startI18n } from './i18n';
import { actions } from './store/actions';
import { useStore } from './store/store';
import { followAppearance } from './styles/appearance';
import { fontsReady } from './styles/fonts';

startI18n(spokenOf([navigator.language]));
followAppearance(useStore);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
void fontsReady().then(() => createRoot(root).render(<App />));

actions.boot().catch((error: unknown) => console.error('boot failed:', error));

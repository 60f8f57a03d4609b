import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import styles from './connect.module.css';
import { QuestionPanel } from './QuestionPanel';

/** A server in the rail asks something before it lets us back in. Saying no leaves it offline. */
export const ServerQuestion = ({ server }: { server: Server }) =>
  server.status.state === 'question' ? (
    <div className={styles.inPane}>
      <QuestionPanel
        question={server.status.question}
        server={server.name}
        onAnswer={(given) => void actions.answer(server.id, given)}
        onCancel={() => void actions.goOffline(server.id)}
      />
    </div>
  ) : null;

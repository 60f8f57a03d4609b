/** Notifications of the system. Always silent: the sound is the app's own (see ui/chime.ts). */
import { Notification } from 'electron';
import type { Notifier } from './note';

export const systemNotifier = (icon: string): Notifier => {
  /** Those on the screen: without a hold on them Electron would lose their clicks. */
  const held = new Set<Notification>();
  return {
    show(note, on) {
      if (!Notification.isSupported()) return { close() {} };
      const { title, body, reply } = note;
      const made = new Notification({ title, body, icon, silent: true, hasReply: reply });
      const drop = () => held.delete(made);
      made.on('click', () => {
        drop();
        on.click();
      });
      made.on('reply', (_event, text) => {
        drop();
        on.reply(text);
      });
      made.on('close', drop);
      made.on('failed', drop);
      held.add(made);
      made.show();
      return {
        close() {
          if (drop()) made.close();
        },
      };
    },
  };
};

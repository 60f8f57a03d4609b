import { chat } from './chat.ko';
import { classroom } from './classroom.ko';
import { common } from './common.ko';
import { connect } from './connect.ko';
import { emoji } from './emoji.ko';
import { errors } from './errors.ko';
import { file } from './file.ko';
import { handover } from './handover.ko';
import { host } from './host.ko';
import { invite } from './invite.ko';
import { keeping } from './keeping.ko';
import { link } from './link.ko';
import { manage } from './manage.ko';
import { message } from './message.ko';
import { network } from './network.ko';
import { order } from './order.ko';
import { reading } from './reading.ko';
import { search } from './search.ko';
import { settings } from './settings.ko';
import { shortcuts } from './shortcuts.ko';
import { slash } from './slash.ko';
import { switcher } from './switcher.ko';
import { told } from './told.ko';
import { welcome } from './welcome.ko';
import { writing } from './writing.ko';

/** One area a file; keys read `area.key`. Both languages must have the same (i18n.test.ts). */
export const ko = {
  chat,
  classroom,
  common,
  connect,
  emoji,
  errors,
  file,
  handover,
  host,
  invite,
  keeping,
  link,
  manage,
  message,
  network,
  order,
  reading,
  search,
  settings,
  shortcuts,
  slash,
  switcher,
  told,
  welcome,
  writing,
} as const;

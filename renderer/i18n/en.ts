import { chat } from './chat.en';
import { classroom } from './classroom.en';
import { common } from './common.en';
import { connect } from './connect.en';
import { emoji } from './emoji.en';
import { errors } from './errors.en';
import { file } from './file.en';
import { handover } from './handover.en';
import { host } from './host.en';
import { invite } from './invite.en';
import { keeping } from './keeping.en';
import { link } from './link.en';
import { manage } from './manage.en';
import { message } from './message.en';
import { network } from './network.en';
import { order } from './order.en';
import { reading } from './reading.en';
import { search } from './search.en';
import { settings } from './settings.en';
import { shortcuts } from './shortcuts.en';
import { slash } from './slash.en';
import { switcher } from './switcher.en';
import { told } from './told.en';
import { welcome } from './welcome.en';
import { writing } from './writing.en';

/** One area a file; keys read `area.key`. Both languages must have the same (i18n.test.ts). */
export const en = {
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

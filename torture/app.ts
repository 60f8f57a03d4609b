/** The app as a member; a bundle of its own, because nobody else needs what drives a browser. */
export { AppMember } from './processes/app-member';

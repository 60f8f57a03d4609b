export { type Josa, josaFor } from '../../protocol/josa';

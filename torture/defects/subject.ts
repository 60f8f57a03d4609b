/** What a planted mistake is looked for with: the models, bundled together with what they test. */
export { check } from '../model/model';
export { modelNamed } from '../model/models';

import type { RunPlan } from '../../model/plan.js';
import { concealer } from '../../page/conceal.js';
import { headerSecrets } from '../header-secrets.js';

/**
 * Takes what the crowd sends in secret out of a text: a server that refuses may quote what it was sent, in its body or
 * in an error inside the stream.
 */
export const crowdConcealer = ({ target }: RunPlan, loadUrl: string): ((text: string) => string) =>
  concealer(
    [loadUrl, ...target.lanes.map((lane) => lane.loadUrl)],
    [target, ...target.lanes].flatMap(({ loadHeaders }) => headerSecrets(loadHeaders)),
  );

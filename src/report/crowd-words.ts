import type { StageLoad } from '../model/plan.js';
import { formatCount, formatLoad } from './format.js';

/** What a stage asks of the crowd: `no crowd`, `8 streams`, `2.5 starts/s`. */
export function crowdWords(load: StageLoad): string {
  switch (load.model) {
    case 'none':
      return 'no crowd';
    case 'closed':
      return formatCount(load.streams, 'stream');
    case 'open':
      return `${formatLoad(load.perSecond)} starts/s`;
  }
}

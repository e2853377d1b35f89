import type { Lanes, LoadLine } from '../model/findings.js';
import { formatLoad } from './format.js';

/** Which of several servers gave way first, and where each did. */
export function lanesSentence({ status, firstToGive, lanes }: Lanes): string {
  const places = lanes.map(({ name, wireLoadLine }) => `${name} ${placeOf(wireLoadLine)}`).join(', ');
  switch (status) {
    case 'first':
      return `The server "${firstToGive}" gave way first (in conversations: ${places}).`;
    case 'together':
      return `The servers gave way at loads that cannot be told apart (in conversations: ${places}).`;
    case 'none':
      return `None of the servers gave way at the loads tested (in conversations: ${places}).`;
    case 'not-measured':
      return `Which server gives way first was not measured (in conversations: ${places}).`;
  }
}

function placeOf({ status, value }: LoadLine): string {
  switch (status) {
    case 'found':
      return formatLoad(value);
    case 'above-range':
      return `above ${formatLoad(value)}`;
    case 'below-baseline':
      return 'below the lowest';
    case 'not-measured':
      return 'not measured';
  }
}

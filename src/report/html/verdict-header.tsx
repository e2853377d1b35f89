import type { Findings } from '../../model/findings.js';
import { isCrowdAlone } from '../crowd-alone.js';
import { feltSentence } from '../felt-sentence.js';
import { formatDuration, formatInstant, formatLoad } from '../format.js';
import {
  errorBarSentence,
  firstToGiveSentence,
  interruptedSentence,
  loadLineSentence,
  validitySentence,
  verdictSentence,
  verdictWord,
  wireLoadLineSentence,
} from '../sentences.js';
import { LoadGauge } from './load-gauge.js';

const SIGN = { pass: '✓', fail: '✕', invalid: '?' } as const;

/** The top of the report: what somebody learns who reads nothing else. */
export function VerdictHeader({ findings }: { readonly findings: Findings }) {
  const { run, verdict, instrument } = findings;
  const alone = isCrowdAlone(findings);
  const felt = alone ? null : feltSentence(findings);
  const interrupted = interruptedSentence(findings);
  const reason = verdictSentence(findings)
    .slice(verdictWord(findings).length + 1)
    .trim();
  return (
    <header>
      <p class="run">
        <Mark />
        <strong>Plimsoll</strong>
        <span>{run.target}</span>
        {run.startedAt !== null && <time dateTime={run.startedAt}>{formatInstant(run.startedAt)}</time>}
        {run.durationMs !== null && <span>{formatDuration(run.durationMs)}</span>}
        <span>profile {run.plan.profile}</span>
      </p>
      {interrupted !== null && (
        <p class="interrupted" role="note">
          {interrupted}
        </p>
      )}
      <div class={`verdict ${verdict.status}`}>
        <span class="sign" aria-hidden="true">
          {SIGN[verdict.status]}
        </span>
        <h1>
          {verdictWord(findings)}
          <span class="colon">: </span>
          <span class="reason">{capital(reason)}</span>
        </h1>
      </div>
      <p class="lead">{alone ? wireLoadLineSentence(findings) : loadLineSentence(findings)}</p>
      <LoadGauge findings={findings} />
      {felt !== null && <p>{felt}</p>}
      <p>
        {!alone && firstToGiveSentence(findings)}
        {findings.saturation.status === 'reached' &&
          findings.saturation.atLoad !== null &&
          ` The backend saturated at ${formatLoad(findings.saturation.atLoad)} ${alone ? 'streams' : 'conversations'} at once.`}
      </p>
      <p class={`trust ${instrument.validity}`}>
        {validitySentence(findings)} {errorBarSentence(findings)}
      </p>
    </header>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The mark on a ship's hull. */
function Mark() {
  return (
    <svg class="mark" width="30" height="22" viewBox="0 0 30 22" aria-hidden="true">
      <circle cx="15" cy="11" r="8.5" fill="none" stroke="currentColor" stroke-width="2.2" />
      <path d="M1 11H29" stroke="currentColor" stroke-width="2.6" />
    </svg>
  );
}

import type { Findings } from '../../model/findings.js';
import { CHART_DATA_ID } from '../chart-data.js';
import { FINDINGS_DATA_ID } from '../findings-data-id.js';
import { REPLAY_DATA_ID } from '../replay-turn.js';
import type { Pictures } from './section.js';
import { SECTIONS } from './sections.js';
import { STYLES } from './styles.js';
import { VerdictHeader } from './verdict-header.js';

interface Props {
  readonly findings: Findings;
  readonly pictures: Pictures;
  /** What the script reads: JSON or base64, safe inside a script element. */
  readonly chartJson: string;
  readonly replayJson: string;
  readonly packedFindings: string;
  readonly script: string;
  readonly contentSecurityPolicy: string;
}

/** Short, as tabs are. */
function titleOf({ run, verdict, instrument }: Findings): string {
  const weak =
    verdict.status !== 'invalid' && instrument.validity !== 'valid' ? ` (${instrument.validity})` : '';
  return `Plimsoll: ${run.interrupted ? 'interrupted, ' : ''}${verdict.status}${weak}, ${run.target}`;
}

/** The whole document. Everything it shows passes through JSX and is escaped, but for our own styles and script. */
export function ReportPage({
  findings,
  pictures,
  chartJson,
  replayJson,
  packedFindings,
  script,
  contentSecurityPolicy,
}: Props) {
  const sections = SECTIONS.filter(({ applies }) => applies?.(findings) !== false);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{titleOf(findings)}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant */}
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <main>
          <VerdictHeader findings={findings} />
          <nav aria-label="Parts of this report">
            <ul>
              {sections.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </nav>
          {sections.map((section) => (
            <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} class="part">
              <h2 id={`${section.id}-title`}>{section.title}</h2>
              {section.render(findings, pictures)}
            </section>
          ))}
        </main>
        <footer>
          <p>
            {findings.run.tool.name} {findings.run.tool.version}, {findings.schema}. This file holds
            everything it shows and asks the network for nothing. Charts: Apache ECharts, Apache-2.0.
          </p>
        </footer>
        <Data id={CHART_DATA_ID} type="application/json" text={chartJson} />
        <Data id={REPLAY_DATA_ID} type="application/json" text={replayJson} />
        <Data id={FINDINGS_DATA_ID} type="application/gzip" text={packedFindings} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own bundle, allowed by its hash */}
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

/** Data for the script: never run, and without any "<" that could end its element. */
function Data({ id, type, text }: { readonly id: string; readonly type: string; readonly text: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above; escaping would change the data
  return <script type={type} id={id} dangerouslySetInnerHTML={{ __html: text }} />;
}

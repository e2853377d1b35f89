import type { Findings } from '../../model/findings.js';
import { CHART_DATA_ID } from '../chart-data.js';
import { SECTIONS } from './sections.js';
import { STYLES } from './styles.js';
import { VerdictHeader } from './verdict-header.js';

interface Props {
  readonly findings: Findings;
  /** JSON, safe inside a script element. */
  readonly chartJson: string;
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
export function ReportPage({ findings, chartJson, script, contentSecurityPolicy }: Props) {
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
              {SECTIONS.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </nav>
          {SECTIONS.map((section) => (
            <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} class="part">
              <h2 id={`${section.id}-title`}>{section.title}</h2>
              {section.render(findings)}
            </section>
          ))}
        </main>
        <footer>
          <p>
            {findings.run.tool.name} {findings.run.tool.version}, {findings.schema}. This file holds
            everything it shows and asks the network for nothing. Charts: Apache ECharts, Apache-2.0.
          </p>
        </footer>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without any "<" cannot end its element */}
        <script type="application/json" id={CHART_DATA_ID} dangerouslySetInnerHTML={{ __html: chartJson }} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own bundle, allowed by its hash */}
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

import type { Findings } from '../../model/findings.js';
import { CSV_TABLES, type CsvName } from '../csv.js';
import { FINDINGS_DATA_ID } from '../findings-data-id.js';

/** The data leaves the file as files: unpacked only when somebody asks for it. */
export function wireDownloads(): void {
  const box = document.querySelector<HTMLElement>('.downloads');
  if (box === null) return;
  for (const button of box.querySelectorAll('button')) {
    button.addEventListener('click', async () => {
      const { file = '', name = '' } = button.dataset;
      const json = await unpack();
      const findings = JSON.parse(json) as Findings;
      const isCsv = file in CSV_TABLES;
      const text = isCsv ? CSV_TABLES[file as CsvName](findings) : `${JSON.stringify(findings, null, 2)}\n`;
      save(name, new Blob([text], { type: isCsv ? 'text/csv' : 'application/json' }));
    });
  }
  box.hidden = false;
}

async function unpack(): Promise<string> {
  const packed = atob(document.getElementById(FINDINGS_DATA_ID)?.textContent ?? '');
  const bytes = Uint8Array.from(packed, (char) => char.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).text();
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has to have taken it before it goes.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

import type { Section } from './section.js';

const FILES = [
  ['findings.json', 'everything, as one document'],
  ['turns.csv', 'one row a turn'],
  ['seconds.csv', 'one row a second'],
  ['phases.csv', 'one row a phase'],
] as const;

export const dataSection: Section = {
  id: 'data',
  title: 'Take the data along',
  render: ({ run }) => (
    <>
      <p>
        This file carries its data. Times are in milliseconds; what was not measured is an empty field, or
        null.
      </p>
      <div class="downloads" hidden>
        {FILES.map(([file, what]) => (
          <button key={file} type="button" data-file={file} data-name={`${run.id}-${file}`}>
            <b>{file}</b> <span>{what}</span>
          </button>
        ))}
      </div>
      <noscript>
        <p>Saving it needs JavaScript; the run’s folder has the same findings.json.</p>
      </noscript>
    </>
  ),
};

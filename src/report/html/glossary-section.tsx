import { cutOffSentence } from '../cut-off-sentence.js';
import { GLOSSARY, type Term } from '../glossary.js';
import type { Section } from './section.js';

export const glossarySection: Section = {
  id: 'glossary',
  title: 'What the numbers mean',
  render: () => (
    <dl class="glossary">
      {Object.entries<Term>(GLOSSARY)
        .sort(([, a], [, b]) => a.name.localeCompare(b.name, 'en'))
        .map(([key, { name, definition, cutOff }]) => (
          <div key={key} id={`term-${key}`}>
            <dt>{name}</dt>
            <dd>
              {definition}
              {cutOff !== undefined && ` ${cutOffSentence(cutOff)}`}
            </dd>
          </div>
        ))}
    </dl>
  ),
};

import { GLOSSARY } from '../glossary.js';
import type { Section } from './section.js';

export const glossarySection: Section = {
  id: 'glossary',
  title: 'What the numbers mean',
  render: () => (
    <dl class="glossary">
      {Object.entries(GLOSSARY)
        .sort(([, a], [, b]) => a.name.localeCompare(b.name, 'en'))
        .map(([key, { name, definition }]) => (
          <div key={key} id={`term-${key}`}>
            <dt>{name}</dt>
            <dd>{definition}</dd>
          </div>
        ))}
    </dl>
  ),
};

import type { RunPlan } from '../model/plan.js';

/**
 * Style for a picture of the page, by what of a text may be kept: nothing, or a grey bar in place of every line of
 * text, whatever it is written in. Pictures of other kinds may show text too and are left out.
 */
export const pictureStyle = (policy: RunPlan['text']): string => (policy === 'keep' ? '' : NO_WORDS);

const NO_WORDS = `
  *, ::before, ::after, ::placeholder, ::first-line, ::first-letter, ::marker, ::selection {
    transition: none !important;
    color: transparent !important;
    -webkit-text-fill-color: transparent !important;
    -webkit-text-stroke-color: transparent !important;
    text-shadow: none !important;
    caret-color: transparent !important;
  }
  * { text-decoration: line-through 0.6em #8888 !important; }
  svg text, svg foreignObject, img, picture, canvas, video, object, embed { visibility: hidden !important; }
`;

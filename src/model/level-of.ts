/** How far from the person's own message a segment's path begins: in the same element, in one around it, … */
export const levelOf = (path: string): string => /^\w*/.exec(path)![0];

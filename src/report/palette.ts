/**
 * Colours by role, for light and for dark. The hues are Okabe and Ito's, which stay apart under the common kinds of
 * colour blindness, darkened on white until thin lines keep a contrast of 3:1. Nothing is told by colour alone.
 */
export interface Palette {
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly rule: string;
  readonly paper: string;
  readonly raised: string;
  readonly band: string;
  /** What people felt; good turns. */
  readonly felt: string;
  /** The crowd, the wire. */
  readonly wire: string;
  readonly bad: string;
  readonly good: string;
  readonly host: string;
  readonly doubt: string;
  readonly inputPart: string;
  readonly pageBeforePart: string;
  readonly serverPart: string;
  readonly pageAfterPart: string;
  readonly unattributedPart: string;
}

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    ink: '#15202b',
    soft: '#4a5866',
    faint: '#6b7885',
    rule: '#d9dfe5',
    paper: '#ffffff',
    raised: '#f5f7f9',
    band: '#15202b',
    felt: '#0072b2',
    wire: '#b8730a',
    bad: '#c04a00',
    good: '#007a58',
    host: '#a0517f',
    doubt: '#8a4a76',
    inputPart: '#a0517f',
    pageBeforePart: '#56b4e9',
    serverPart: '#d98e12',
    pageAfterPart: '#0072b2',
    unattributedPart: '#8d99a5',
  },
  dark: {
    ink: '#e8edf2',
    soft: '#b3bfca',
    faint: '#8e9ba8',
    rule: '#33404d',
    paper: '#10171e',
    raised: '#19232c',
    band: '#c9d6e2',
    felt: '#56b4e9',
    wire: '#e69f00',
    bad: '#ff8247',
    good: '#2fc49a',
    host: '#d68fb8',
    doubt: '#dfa3c6',
    inputPart: '#d68fb8',
    pageBeforePart: '#a5d8f5',
    serverPart: '#e69f00',
    pageAfterPart: '#3f9bd6',
    unattributedPart: '#75828f',
  },
};

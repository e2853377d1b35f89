/** Number and unit stay on one line and close together: U+202F, the narrow no-break space. */
const NARROW = '\u202f';

/** A number with its thousands set apart and so many decimals; `-0` is `0`. */
export function formatNumber(value: number, digits = 0): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** A duration: `0.8 ms`, `206 ms`, `4.0 s`, `75 s`. One decimal under 10 ms and from a second to a minute. */
export function formatMs(ms: number): string {
  const size = Math.abs(ms);
  if (size < 9.95) return `${formatNumber(ms, 1)}${NARROW}ms`;
  if (size < 999.5) return `${formatNumber(ms)}${NARROW}ms`;
  return `${formatNumber(ms / 1000, size < 59_950 ? 1 : 0)}${NARROW}s`;
}

/** Milliseconds per 1,000 characters: `96 ms per 1 000 characters`. */
export function formatPerKchar(ms: number): string {
  return `${formatMs(ms)} per ${formatNumber(1000)} characters`;
}

/** A long duration for reading, not for comparing: `under 1 s`, `2.1 s`, `48 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `under 1${NARROW}s`;
  if (ms < 9950) return formatMs(ms);
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}${NARROW}s`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${NARROW}min ${pad(seconds % 60)}${NARROW}s`;
  return `${Math.floor(seconds / 3600)}${NARROW}h ${pad(Math.floor((seconds % 3600) / 60))}${NARROW}min`;
}

/** A point in the run: `1:05` is 65 s after the zero, `−0:03` before it. */
export function formatClock(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return ms < 0 && seconds > 0 ? `−${text}` : text;
}

/** The number of a share in percent. Only 1 reads as 100 and only 0 as 0: 0.996 is 99.6. */
function percent(share: number): string {
  const value = share * 100;
  const nearEdge = (value > 99 && value < 100) || (value > 0 && value < 1);
  if (!nearEdge) return formatNumber(value);
  return formatNumber(Math.min(99.9, Math.max(0.1, value)), 1);
}

export function formatShare(share: number): string {
  return `${percent(share)}${NARROW}%`;
}

/** `71–97 %` */
export function formatShareInterval(interval: readonly [number, number]): string {
  return `${percent(interval[0])}–${percent(interval[1])}${NARROW}%`;
}

/** Conversations or streams at once: most are whole, a mean or a line may have one decimal. `null`: not measured. */
export function formatLoad(load: number | null): string {
  if (load === null) return '–';
  return formatNumber(load, Number.isInteger(Math.round(load * 10) / 10) ? 0 : 1);
}

export function formatLoadInterval(interval: readonly [number, number]): string {
  return `${formatLoad(interval[0])}–${formatLoad(interval[1])}`;
}

/** A score between 0 and 1. */
export function formatScore(score: number): string {
  return formatNumber(score, 2);
}

export function formatRate(perSecond: number): string {
  return formatNumber(perSecond, perSecond < 9.95 ? 1 : 0);
}

/** A moment by the wall clock, to the minute, as the run wrote it; in UTC when it says so. */
export function formatInstant(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z?)/.exec(iso);
  return match ? `${match[1]} ${match[2]}${match[3] === 'Z' ? ' UTC' : ''}` : iso;
}

/** `1 turn`, `2 turns`. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Keeps the numbers of a sentence that came from elsewhere together with their units, and their minus a minus. */
export function joinUnits(sentence: string): string {
  return sentence.replace(/(\d) (?=(%|ms|s)(\W|$))/g, `$1${NARROW}`).replace(/(?<=\s)-(?=\d)/g, '−');
}

/** The same text with ordinary spaces, for places where people search and terminals count columns. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u00a0\u2009]/g, ' ');
}

import type { Import } from './read-imports.js';

interface Room {
  /** Rooms whose values and types it may import, besides itself and `model`. */
  readonly imports: readonly string[];
  /** Rooms whose types it may import. */
  readonly types?: readonly string[];
  /** Whether it may import packages at run time; default: yes. Build scripts always may. */
  readonly packages?: boolean;
}

const JUDGING = ['stats', 'ledger', 'findings', 'report'];
const MEASURING = ['config', 'run', 'page', 'probe', 'wire', 'load'];
/** `entry`: the files directly below `src/`, which are the public surface. */
const FACES = ['reporter', 'cli', 'fixtures', 'entry'];
const ALL_BUT_DEMO = [...MEASURING, ...JUDGING, ...FACES];

/** Which room may import which: the table of the design, row by row. */
const ROOMS: Readonly<Record<string, Room>> = {
  model: { imports: [], packages: false },
  config: { imports: [] },
  run: { imports: ['config', 'ledger'] },
  // The probe comes built, as a script to inject; what it tells is typed.
  page: { imports: ['config', 'wire'], types: ['probe'] },
  probe: { imports: [], types: ALL_BUT_DEMO, packages: false },
  wire: { imports: [] },
  load: { imports: ['config', 'wire', 'stats'] },
  ledger: { imports: [] },
  stats: { imports: [] },
  findings: { imports: ['stats', 'ledger'] },
  report: { imports: ['stats'] },
  reporter: { imports: ALL_BUT_DEMO },
  cli: { imports: ALL_BUT_DEMO },
  fixtures: { imports: ALL_BUT_DEMO },
  entry: { imports: ALL_BUT_DEMO },
  demo: { imports: [], types: ALL_BUT_DEMO },
};

/** One sentence for each import that the table does not allow. */
export function wrongArrows(imports: readonly Import[]): string[] {
  return imports.flatMap((arrow) => {
    const whyNot = whyWrong(arrow);
    return whyNot ? [`${arrow.from} imports ${arrow.typeOnly ? 'types of ' : ''}${arrow.to}: ${whyNot}`] : [];
  });
}

function whyWrong({ from, to, isPackage, typeOnly }: Import): string | null {
  const name = roomOf(from);
  const room = ROOMS[name];
  if (!room) return `there is no room "${name}" in the table`;
  if (isPackage) {
    const isBuildScript = from.endsWith('.mjs');
    return room.packages === false && !typeOnly && !isBuildScript ? `${name} uses no packages` : null;
  }
  const target = roomOf(to);
  if (target === name || target === 'model' || room.imports.includes(target)) return null;
  if (room.types?.includes(target)) return typeOnly ? null : `${name} may only import types of ${target}`;
  return `${name} may not import ${target}`;
}

/** `src/page/chat-page.ts` → `page`; `src/index.ts` → `entry`; `fixtures/…` → `fixtures`. */
function roomOf(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/');
  if (top !== 'src') return top;
  return rest.length === 0 ? 'entry' : second;
}

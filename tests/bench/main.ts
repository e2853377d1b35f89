import { parseArgs } from 'node:util';
import { keepFigures } from './bench-file.js';
import { hostFacts } from './host-facts.js';
import { isMet } from './measurement.js';
import { MEASUREMENTS } from './measurements.js';
import { sentenceOf } from './sentence-of.js';

/**
 * `npm run bench -- [name…] [--repeats 5] [--minutes 10]`: measures how close the product comes to the machine's
 * limit, prints it and keeps it in `reports/bench.json`, where figures of other measurements stay. Ends with 1 where a
 * target is missed.
 */

const FILE = 'reports/bench.json';

const { positionals, values } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    repeats: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});
const repeats = Number(values.repeats);
const minutes = Number(values.minutes);
const unknown = positionals.find((name) => !Object.hasOwn(MEASUREMENTS, name));
const wrongNumber = !Number.isInteger(repeats) || repeats < 1 || !(minutes > 0);

if (values.help || unknown !== undefined || wrongNumber) {
  if (unknown !== undefined) console.error(`Failed to measure "${unknown}": there is no such measurement.`);
  if (wrongNumber) console.error('Failed to measure: --repeats is a number from 1, --minutes one above 0.');
  console.log('Usage: npm run bench -- [name…] [--repeats 5] [--minutes 10]\n');
  for (const [name, { about, byDefault }] of Object.entries(MEASUREMENTS)) {
    console.log(`  ${name.padEnd(14)} ${about}${byDefault ? '' : ' (only when named)'}`);
  }
  process.exitCode = values.help ? 0 : 2;
} else {
  const names =
    positionals.length > 0
      ? positionals
      : Object.keys(MEASUREMENTS).filter((name) => MEASUREMENTS[name]!.byDefault);
  const host = hostFacts();
  console.log(`${host.cpu}, ${host.cores} cores, Node ${host.node}, ${host.descriptors ?? '?'} descriptors`);
  if (host.loadPerCore > 0.3) {
    console.log(
      `The machine is busy (load ${host.loadPerCore} a core): what is found is worse than what is so.`,
    );
  }
  for (const name of names) {
    console.log(`\n${name}`);
    const figures = await MEASUREMENTS[name]!.run({
      repeats,
      minutes,
      say: (line) => console.log(`  ${line}`),
    });
    keepFigures(FILE, name, hostFacts(), figures);
    for (const figure of figures) {
      console.log(sentenceOf(figure));
      if (isMet(figure) === false) process.exitCode = 1;
    }
  }
}

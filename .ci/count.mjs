import { readFileSync } from 'node:fs';

/** `node count.mjs <Playwright's JSON> <exit code of the tests> <exit code of a check>…`: prints the last line of CI. */
const [file, testCode, ...checkCodes] = process.argv.slice(2);

const tests = countTests();
const failedChecks = checkCodes.filter((code) => code !== '0').length;
const passed = tests.passed + checkCodes.length - failedChecks;
const failed = tests.failed + failedChecks;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** No test at all, or a run that failed beside its tests, is a failure too. */
function countTests() {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`The tests left no result: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
  const { expected, flaky, unexpected } = report.stats;
  const passed = expected + flaky;
  const failed = unexpected + report.errors.length;
  if (passed + failed === 0) console.error('No test ran.');
  const otherFailure = failed === 0 && (passed === 0 || testCode !== '0');
  return { passed, failed: failed + (otherFailure ? 1 : 0) };
}

import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createLatencyHistogram, decodeLatencyHistogram } from '../../dist/src/stats/latency-histogram.js';

const durations = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 120_000_000 })),
  {
    minLength: 1,
    maxLength: 60,
  },
);

test('adding what is encoded is adding what it decodes to', () => {
  fc.assert(
    fc.property(fc.array(durations, { minLength: 1, maxLength: 4 }), (parts) => {
      const [long, short] = [createLatencyHistogram(), createLatencyHistogram()];
      for (const part of parts) {
        const one = createLatencyHistogram();
        for (const us of part) one.record(us);
        long.add(decodeLatencyHistogram(one.encode()));
        short.addEncoded(one.encode());
      }
      expect(short.n).toBe(long.n);
      expect(short.toDistributionMs()).toEqual(long.toDistributionMs());
      const again = decodeLatencyHistogram(short.encode());
      expect([again.n, again.toDistributionMs()]).toEqual([long.n, long.toDistributionMs()]);
    }),
  );
});

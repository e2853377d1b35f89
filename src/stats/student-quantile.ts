/** Student's t below which 97.5 % lie, for 1 to 10 degrees of freedom. */
const FEW = [
  12.706204736432095, 4.302652729911275, 3.182446305284263, 2.7764451051977987, 2.5705818366147395,
  2.4469118487916806, 2.3646242510102993, 2.3060041350333704, 2.2621571627409915, 2.2281388519649385,
] as const;
const Z = 1.959963984540054;

/** Student's t for a two-sided interval of 95 %; beyond ten degrees of freedom by Hill's expansion, to six digits. */
export function studentQuantile(degreesOfFreedom: number): number {
  const few = FEW[degreesOfFreedom - 1];
  if (few !== undefined) return few;
  const [z2, df] = [Z * Z, degreesOfFreedom];
  const terms = [
    (Z * (z2 + 1)) / 4,
    (Z * ((5 * z2 + 16) * z2 + 3)) / 96,
    (Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384,
    (Z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / df ** (index + 1), Z);
}

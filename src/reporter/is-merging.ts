/** Whether reports of blobs are merged: then nothing is run, and tests are only replayed. */
export const isMerging = (): boolean => process.argv.includes('merge-reports');

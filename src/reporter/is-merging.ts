/** Whether blobs of several runs are being merged: their tests have been reported once already, where they ran. */
export const isMerging = (): boolean => process.argv.includes('merge-reports');

/** Whether tests are only listed: then nothing is started and nothing is written. */
export const isListing = (): boolean => process.argv.includes('--list');

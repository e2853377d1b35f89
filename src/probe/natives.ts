/**
 * The browser's own functions, taken before the page's code runs: frameworks replace them by ones that make the page
 * work whenever they are called.
 */
export const natives = {
  now: performance.now.bind(performance),
  requestFrame: requestAnimationFrame.bind(window),
  cancelFrame: cancelAnimationFrame.bind(window),
  setTimeout: setTimeout.bind(window) as (run: () => void, ms: number) => number,
  clearTimeout: clearTimeout.bind(window),
  setInterval: setInterval.bind(window) as (run: () => void, ms: number) => number,
  clearInterval: clearInterval.bind(window),
};

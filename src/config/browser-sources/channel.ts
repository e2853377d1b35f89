import type { BrowserSource } from './browser-source.js';

interface ChannelPlaces {
  readonly linux: string;
  readonly darwin: string;
  /** Below each of Windows' program folders. */
  readonly win32: string;
}

/** A branded browser at the places where Playwright's `channel` option looks. */
function channel(name: 'chrome' | 'msedge', places: ChannelPlaces): BrowserSource {
  return {
    name,
    find({ env, platform, exists }) {
      const candidates =
        platform === 'win32' ? windowsPlaces(env, places.win32) : unixPlaces(platform, places);
      if (candidates.some(exists)) return { launch: { channel: name } };
      if (candidates.length === 0) return { why: `there is none for ${platform}` };
      return { why: `not installed (no ${candidates.join(', no ')})` };
    },
  };
}

function unixPlaces(platform: NodeJS.Platform, places: ChannelPlaces): string[] {
  return platform === 'linux' || platform === 'darwin' ? [places[platform]] : [];
}

function windowsPlaces(env: NodeJS.ProcessEnv, suffix: string): string[] {
  const prefixes = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']];
  return prefixes.flatMap((prefix) => (prefix ? [prefix + suffix] : []));
}

export const chrome = channel('chrome', {
  linux: '/opt/google/chrome/chrome',
  darwin: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  win32: '\\Google\\Chrome\\Application\\chrome.exe',
});

export const msedge = channel('msedge', {
  linux: '/opt/microsoft/msedge/msedge',
  darwin: '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  win32: '\\Microsoft\\Edge\\Application\\msedge.exe',
});

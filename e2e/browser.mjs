// @ts-check
// Finds the browser for the end-to-end tests. Only built-in modules: it is asked before anything is installed.
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];

const KNOWN_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const INSIDE_A_DOWNLOAD = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
];

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where `playwright install` puts its browsers, the newest first. */
function downloads() {
  const folders = [
    process.env['PLAYWRIGHT_BROWSERS_PATH'],
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    process.env['LOCALAPPDATA'] && join(process.env['LOCALAPPDATA'], 'ms-playwright'),
  ];
  return folders.flatMap((folder) => {
    try {
      const versions = folder ? readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name)) : [];
      versions.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
      return versions.flatMap((name) =>
        INSIDE_A_DOWNLOAD.map((inside) => join(String(folder), name, inside)),
      );
    } catch {
      return [];
    }
  });
}

/**
 * The first usable Chromium or Chrome: the one named by the environment, Playwright's own, what PATH has, the usual
 * places. Throws an error whose message says what to do when there is none.
 * @returns {string}
 */
export function findBrowser() {
  for (const name of ['PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH', 'CHROME_BIN']) {
    const path = process.env[name];
    if (!path) continue;
    if (canRun(path)) return path;
    throw new Error(`${name} names ${path}, which cannot be run: correct or unset it.`);
  }
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((dir) => NAMES.map((name) => join(dir, name)));
  const found = [...downloads(), ...inPath, ...KNOWN_PLACES].find(canRun);
  if (found) return found;
  throw new Error(
    'The end-to-end tests need Chromium or Chrome, and there is none: install one, on Debian or Ubuntu with ' +
      '`apt-get install chromium`, or name it in PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH.',
  );
}

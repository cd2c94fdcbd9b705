// A Chromium browser for tests.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** No sandbox: root cannot have one. Nothing that the page did not ask for may use the network. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a headless browser, installing it where that is possible; `why` says what is missing. */
export async function startBrowser() {
  const executablePath = findBrowser() ?? installBrowser()
  if (executablePath === undefined) return { why: 'Chromium is not installed and cannot be' }
  const browser = await chromium.launch({ executablePath, args: flags })
  return { browser, stop: () => browser.close() }
}

function findBrowser() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
}

function installBrowser() {
  if (process.getuid?.() !== 0 || apt('--version').status !== 0) return undefined
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium')
  return findBrowser()
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { env, encoding: 'utf8' })
}

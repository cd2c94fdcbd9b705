import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exploreApp } from '#loradex/explore/app.js'
import { openSite, type Site } from '#loradex/explore/site.js'
import { exportIn, inFolder, type FolderContent } from '../end-to-end/in-folder.js'

export interface Visit {
  readonly site: Site
  /** The folder with the recipe; the export is `out` in it. */
  readonly folder: string
  /** Asks for a page, as a browser on this machine would. */
  get(path: string, asked?: Asked): Promise<Response>
  /** The page as text, without markup; blanks in a row are one. */
  read(path: string): Promise<string>
  /** Addresses of the links whose text is like this. */
  links(path: string, text: RegExp): Promise<readonly string[]>
}

interface Asked {
  /** @default GET */
  readonly method?: string
  /** @default localhost:4000 */
  readonly host?: string
}

/** Exports, and has the pages at hand for as long as `use` runs. */
export function visiting(
  content: FolderContent,
  use: (visit: Visit) => Promise<void>,
): Promise<void> {
  return inFolder(content, async (folder) => {
    await exportIn(folder)
    await visitingFolder(folder, use)
  })
}

/** The same for an export that is there. */
export async function visitingFolder(
  folder: string,
  use: (visit: Visit) => Promise<void>,
): Promise<void> {
  const temporaryFolder = await mkdtemp(join(tmpdir(), 'visit-'))
  const site = await openSite(join(folder, 'out'), { name: 'out', temporaryFolder })
  const app = exploreApp(site)
  const get: Visit['get'] = async (path, { method = 'GET', host = 'localhost:4000' } = {}) =>
    app.request(path, { method, headers: { host } })
  try {
    await site.explorer.indexed
    await use({
      site,
      folder,
      get,
      read: async (path) => textOf(await (await get(path)).text()),
      async links(path, text) {
        const page = await (await get(path)).text()
        const found = [...page.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gsu)]
        return found
          .filter(([, , inside = '']) => text.test(textOf(inside)))
          .map(([, href = '']) => unescaped(href))
      },
    })
  } finally {
    await site.close()
    await rm(temporaryFolder, { recursive: true })
  }
}

function textOf(markup: string): string {
  const text = markup
    .replaceAll(/<(style|script|title)\b.*?<\/\1>/gsu, '')
    .replaceAll(/<(?:\/?(?:bdi|b|i|span|a|small|code|mark)\b)[^>]*>/gu, '')
    .replaceAll(/<[^>]*>/gu, ' ')
  return unescaped(text).replaceAll(/\s+/gu, ' ').trim()
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

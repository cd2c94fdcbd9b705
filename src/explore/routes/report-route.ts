import { join } from 'node:path'
import { Hono } from 'hono'
import { readPlainText } from '../../disk/plain-file.js'
import type { Site } from '../site.js'
import { notFound } from './failures.js'

/** Whatever stands in the file, it runs nothing and reaches no other page. */
const policy =
  "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** The report of the export, as it is. */
export function reportRoute({ explorer, folder }: Site): Hono {
  return new Hono().get('/report.html', async (context) => {
    const page = await readPlainText(join(folder, 'report.html')).catch(() => undefined)
    if (page === undefined) return notFound(explorer, 'This export has no report.html.')
    return context.html(page, 200, { 'content-security-policy': policy })
  })
}

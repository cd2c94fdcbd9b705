import { redactUrl } from '../../kernel/redact.js'
import type { FindOptions, FoundSource } from './found-source.js'
import { secretUrl } from './secret-url.js'

/** Records fetched to judge the source by. */
const LOOKED_AT = 4000

/** Lines of JSON on a web server; what is there is seen when it is read. */
export async function findHttp(url: string, { env: given }: FindOptions): Promise<FoundSource> {
  const { written, env, unset } = secretUrl(url, given, 'SOURCE_URL')
  const recipe = { type: 'http' as const, url: written }
  return {
    recipe,
    looks: [{ source: recipe, most: LOOKED_AT }],
    env,
    name: redactUrl(url),
    unset,
  }
}

import { createProviders } from './providers.mjs'
import { runPage } from './run-page.mjs'

const AT_ONCE = 2

/** Runs the pages, a few at a time, and tells of each as soon as it is done. */
export async function runPages(paths, onPage) {
  const providers = createProviders()
  const waiting = [...paths]
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, serve))
  } finally {
    await providers.stop()
  }

  async function serve() {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const startedAt = performance.now()
      const outcome = await runPage(path, providers)
      onPage({ ...outcome, ms: performance.now() - startedAt })
    }
  }
}

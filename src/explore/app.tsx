import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { explorePage } from './pages/explore-page.js'
import { OverviewPage } from './pages/overview-page.js'
import { failurePage, notFound } from './routes/failures.js'
import { guard } from './routes/guard.js'
import { rejectRoute } from './routes/reject-route.js'
import { rejectsRoute } from './routes/rejects-route.js'
import { reportRoute } from './routes/report-route.js'
import { sampleRoute } from './routes/sample-route.js'
import { samplesRoute } from './routes/samples-route.js'
import type { Site } from './site.js'

/** The pages of an export, by their addresses. */
export function exploreApp(site: Site): Hono {
  const { explorer, folder } = site
  return new Hono()
    .use(guard())
    .use(async (_, next) => {
      await explorer.checkUnchanged()
      await next()
    })
    .get('/', async (context) => {
      const hasReport = await stat(join(folder, 'report.html')).then(
        () => true,
        () => false,
      )
      const main = <OverviewPage explorer={explorer} hasReport={hasReport} />
      return context.html(explorePage(explorer, { title: 'Overview', at: 'overview', main }))
    })
    .route('/', samplesRoute(site))
    .route('/', sampleRoute(site))
    .route('/', rejectsRoute(site))
    .route('/', rejectRoute(site))
    .route('/', reportRoute(site))
    .notFound(() => notFound(explorer, 'There is no page at this address.'))
    .onError((error) => failurePage(explorer, error))
}

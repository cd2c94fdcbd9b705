import { fail, ok, warn, type Check } from './check.js'
import { nodeReleases } from './node-releases.data.js'

/** As `engines` in package.json says. */
const OLDEST: readonly [major: number, minor: number] = [20, 19]

/** Whether Node runs loradex, and still gets security fixes. */
export function nodeVersion(version: string, now: () => number = Date.now): Check {
  return {
    id: 'node',
    title: 'Node',
    run() {
      const [major = 0, minor = 0] = version.split('.').map(Number)
      const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
      if (isOld) return fail(`${version}, older than ${OLDEST.join('.')}`, `Install ${newest()}.`)
      const release = nodeReleases.find((known) => known.major === major)
      if (release === undefined) {
        return major % 2 === 0
          ? ok(version)
          : warn(`${version}, a release that ends after months`, `Install ${newest()}.`)
      }
      const isOver = now() > Date.parse(`${release.endsOn}T23:59:59Z`)
      if (!isOver) return ok(`${version}, supported until ${release.endsOn}`)
      const saw = `${version}, without security fixes since ${release.endsOn}`
      return warn(saw, `Install ${newest()} when you can.`)
    },
  }
}

function newest(): string {
  return `Node ${nodeReleases.at(-1)?.major}`
}

/** Blocks of the page that tell a session and are not run with it. */
const block = /^((`{3,})console not-run: .*\n)([\s\S]*?)^\2$/gmu

/** The commands of each such block. */
export function commandBlocks(page) {
  return Array.from(page.matchAll(block), ([, , , session]) =>
    Array.from(session.matchAll(/^\$ (.+)$/gmu), ([, command]) => command),
  )
}

/** The page with other sessions in these blocks, in their order. */
export function withOutputs(page, sessions) {
  const next = sessions.values()
  return page.replace(block, (_, opening, fence) => `${opening}${next.next().value}${fence}`)
}

/** The anchor of a heading, as GitHub makes it; `seen` counts those of the page so far. */
export function slugOf(heading, seen = new Map()) {
  const slug = heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')
  const times = seen.get(slug) ?? 0
  seen.set(slug, times + 1)
  return times === 0 ? slug : `${slug}-${times}`
}

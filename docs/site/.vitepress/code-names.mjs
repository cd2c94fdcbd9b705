/**
 * Shows the name of the file that a block holds, as `tools/documentation/block-kind.mjs` reads it,
 * unless the line before ends with it.
 */
export function namePlugin(markdown) {
  const { fence } = markdown.renderer.rules
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const block = fence(tokens, index, ...rest)
    const [, name] = /^\w+ (?:from )?([\w./-]+\.\w+)/u.exec(tokens[index].info.trim()) ?? []
    const isNamed = tokens[index - 2]?.content.endsWith(`\`${name}\`:`)
    return name === undefined || isNamed ? block : `<p class="file-name">${name}</p>${block}`
  }
}

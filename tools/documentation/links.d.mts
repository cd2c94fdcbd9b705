/** The links of a page that lead nowhere, as `path:line: target`. Nothing is asked of the network. */
export function brokenLinks(path: string): readonly string[]

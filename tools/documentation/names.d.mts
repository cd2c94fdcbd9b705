/** What the page names in its prose and does not exist, as `path:line: name`. */
export function unknownNames(path: string): readonly string[]

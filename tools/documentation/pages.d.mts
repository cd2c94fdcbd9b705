/** Every page for people, sorted. */
export function pagesOfDocumentation(): readonly string[]

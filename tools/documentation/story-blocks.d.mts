/** The commands of each block of the page that tells the story. */
export function commandBlocks(page: string): readonly (readonly string[])[]

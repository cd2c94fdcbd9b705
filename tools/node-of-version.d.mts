export function nodeOfVersion(wanted: string): string | undefined

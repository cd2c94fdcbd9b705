/** The folder of the package: both the modules and their bundle lie two folders below it. */
export const packageFolder: URL = new URL('../../', import.meta.url)

/** Compiles the driver of Spark clusters, when it is older than its sources. */
export function buildDriver(): void

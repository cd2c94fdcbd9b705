export const MIB: number = 1024 * 1024

const units: readonly string[] = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** `12.3 GiB` */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  const amount = bytes / 1024 ** power
  return `${amount.toFixed(power === 0 || amount >= 100 ? 0 : 1)} ${units[power]}`
}

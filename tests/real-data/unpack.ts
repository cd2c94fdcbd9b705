import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

export const data: string = resolve('../shared/data')
export const unpacked: string = resolve('tests/real-data/.unpacked')

/** Files within archives, and the complete records of a file that breaks off, for the recipes. */
export function unpackData(): void {
  unpackTar('bfcl', `${data}/bfcl/bfcl-data.tar.gz`)
  unpackTar('bbh', `${data}/bbh/bbh.tar.gz`)
  const target = `${unpacked}/tau-bench/gpt-4o-airline.json`
  if (existsSync(target)) return
  const text = gunzipSync(readFileSync(`${data}/tau-bench/gpt-4o-airline.json.gz`)).toString('utf8')
  mkdirSync(`${unpacked}/tau-bench`, { recursive: true })
  writeFileSync(target, `${text.slice(0, text.lastIndexOf('\n  },\n'))}\n  }\n]\n`)
}

function unpackTar(name: string, archive: string): void {
  const folder = `${unpacked}/${name}`
  if (!existsSync(folder)) unpackInto(folder, archive)
}

/** Makes the folder. */
export function unpackInto(folder: string, archive: string): void {
  mkdirSync(folder, { recursive: true })
  execFileSync('tar', ['xzf', archive, '-C', folder])
}

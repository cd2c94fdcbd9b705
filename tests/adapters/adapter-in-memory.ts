import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { adapterFacts } from '#loradex/adapters/build/adapter-facts.js'
import type { BaseModel } from '#loradex/adapters/base/base-model.js'
import { judgeAdapter, type AdapterVerdict } from '#loradex/adapters/checks/check-adapter.js'
import { checkSubject } from '#loradex/adapters/checks/check-subject.js'
import { readPeftConfig } from '#loradex/adapters/peft/read-peft-config.js'
import { contentOf, type AdapterFiles } from '#loradex/adapters/read/adapter-files.js'
import { bytesInMemory } from '#loradex/adapters/read/byte-source.js'
import { readWeightsFrom } from '#loradex/adapters/read/read-weights.js'
import { readAdapterMetadata } from '#loradex/adapters/read-adapter-metadata.js'
import { scanValues } from '#loradex/adapters/values/scan-values.js'
import { writeJson } from '#loradex/kernel/write-json.js'

const fixtures = 'tests/fixtures'
export const baseFolder: string = join(fixtures, 'tiny-base')

/** Folders of the adapters, each on the tiny base. */
export function fixtureFolders(): readonly string[] {
  return ['peft-adapters', 'peft-adapters-trained'].flatMap((set) =>
    readdirSync(join(fixtures, set), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(fixtures, set, name)),
  )
}

export interface LoadedTensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

/** An adapter taken apart, so that one thing of it can be changed. */
export interface LoadedAdapter {
  readonly config: Readonly<Record<string, unknown>>
  readonly tensors: readonly LoadedTensor[]
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

export function loadAdapter(folder: string): LoadedAdapter {
  const file = readFileSync(join(folder, 'adapter_model.safetensors'))
  const dataStart = 8 + Number(file.readBigUInt64LE())
  const header = JSON.parse(file.toString('utf8', 8, dataStart)) as Record<string, Entry>
  const config = readFileSync(join(folder, 'adapter_config.json'), 'utf8')
  return {
    config: JSON.parse(config) as Record<string, unknown>,
    tensors: Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .map(
        ([
          name,
          {
            dtype,
            shape,
            data_offsets: [start, end],
          },
        ]) => ({
          name,
          dtype,
          shape,
          bytes: file.subarray(dataStart + start, dataStart + end),
        }),
      ),
  }
}

/** The tensors as a safetensors file. */
export function writeTensors(
  tensors: readonly LoadedTensor[],
  change: (header: Record<string, unknown>) => unknown = (header) => header,
): Uint8Array {
  let at = 0
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } }
  for (const { name, dtype, shape, bytes } of tensors) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] }
    at += bytes.length
  }
  const changed = change(header)
  const text = Buffer.from(typeof changed === 'string' ? changed : JSON.stringify(changed))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, ...tensors.map(({ bytes }) => bytes)])
}

export interface Judged {
  readonly config: Uint8Array | string
  readonly weights: Uint8Array
  /** Text of `adapter_metadata.json`. */
  readonly metadata?: string
  readonly base?: BaseModel
}

/** What the checks say of an adapter that lies in memory. */
export async function judge({ config, weights, metadata, base }: Judged): Promise<AdapterVerdict> {
  const files = await filesOf({ config, weights, ...(metadata !== undefined && { metadata }) })
  const content = contentOf(files.weights)
  const values =
    content?.format === 'safetensors'
      ? await scanValues(bytesInMemory(weights), content.header.tensors)
      : undefined
  return judgeAdapter(checkSubject(files, { base, values }))
}

async function filesOf({ config, weights, metadata }: Judged): Promise<AdapterFiles> {
  const readConfig = readPeftConfig(Buffer.from(config))
  const path = ''
  return {
    shown: 'adapter',
    config: {
      file: 'adapter_config.json',
      path,
      ...('fault' in readConfig ? readConfig : { content: readConfig }),
    },
    weights: {
      file: 'adapter_model.safetensors',
      path,
      ...(await readWeightsFrom(bytesInMemory(weights))),
    },
    metadata:
      metadata === undefined
        ? undefined
        : { file: 'adapter_metadata.json', path, content: readAdapterMetadata(metadata) },
    pickles: [],
  }
}

/** Metadata that was made from the adapter itself. */
export async function metadataOf(adapter: LoadedAdapter): Promise<string> {
  const config = JSON.stringify(adapter.config)
  return writeJson(adapterFacts(await filesOf({ config, weights: writeTensors(adapter.tensors) })))
}

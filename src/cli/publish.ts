import { relative, resolve } from 'node:path'
import { publishToFolder } from '../integrations/folder/publish-folder.js'
import type { MlflowServer } from '../integrations/mlflow/mlflow-client.js'
import { publishToMlflow } from '../integrations/mlflow/publish-mlflow.js'
import { pullFromMlflow } from '../integrations/mlflow/pull-mlflow.js'
import { readRelease, type PublishedRelease } from '../integrations/published-release.js'
import { publishToWandb } from '../integrations/wandb/publish-wandb.js'
import { countOf } from '../ui/format-number.js'
import { flagOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { PublishOutput } from './outputs/publish-output.js'
import { neededOption } from './signing-options.js'
import { trustedSigner } from './trusted-signer.js'
import { usageInvalid } from './usage-invalid.js'

type Published = Pick<PublishOutput, 'to' | 'at' | 'existed'>

export const publishCommand: RunCommand = async (given, io) => {
  const [shown = '.'] = given.arguments
  const release = await readRelease(resolve(io.cwd, shown), shown)
  const published = await publish(release, given, io)
  const version = release.adapter.metadata.adapter_version
  if (flagOption(given, 'json')) {
    const printed: PublishOutput = { format_version: 1, version, ...published }
    io.stdout(JSON.stringify(printed, undefined, 2))
  } else io.stdout(published.at)
  io.stderr(published.existed ? 'the same release is there already' : 'published')
  if (published.to === 'wandb' && !published.existed) io.stderr(`next: wandb sync ${published.at}`)
  return 0
}

async function publish(release: PublishedRelease, given: Given, io: CommandIo): Promise<Published> {
  const folder = resolve(io.cwd, textOption(given, 'out') ?? '.')
  const to = neededOption(given, 'to', 'Name one of mlflow, wandb and dir.')
  switch (to) {
    case 'mlflow': {
      const { name, version, existed } = await publishToMlflow(release, {
        server: mlflowServer(given, io),
        name: textOption(given, 'name'),
        alias: textOption(given, 'alias'),
        experiment: textOption(given, 'project'),
      })
      return { to, at: `mlflow:${name}/${version}`, existed }
    }
    case 'wandb': {
      const project = textOption(given, 'project')
      const run = await publishToWandb(release, { folder, project, now: new Date() })
      return { to, at: relative(io.cwd, run.path), existed: run.existed }
    }
    case 'dir': {
      const { path, existed } = await publishToFolder(release, { folder })
      return { to, at: relative(io.cwd, path), existed }
    }
    default:
      throw usageInvalid(`expected --to mlflow, wandb or dir, saw ${to}`, 'Name one of the three.')
  }
}

function mlflowServer(given: Given, { env }: CommandIo): MlflowServer {
  const url = textOption(given, 'server') ?? env['MLFLOW_TRACKING_URI'] ?? ''
  if (!/^https?:\/\//u.test(url) || !URL.canParse(url)) {
    throw usageInvalid(
      'expected --server or MLFLOW_TRACKING_URI with the address of an MLflow server, saw none',
      'Name the server, for example --server http://127.0.0.1:5000.',
    )
  }
  return {
    url,
    token: env['MLFLOW_TRACKING_TOKEN'],
    username: env['MLFLOW_TRACKING_USERNAME'],
    password: env['MLFLOW_TRACKING_PASSWORD'],
  }
}

export const pullCommand: RunCommand = async (given, io) => {
  const [wanted = ''] = given.arguments
  const [, model] = /^mlflow:(.+)$/u.exec(wanted) ?? []
  if (model === undefined) {
    throw usageInvalid(
      `expected mlflow:name/version or mlflow:name@alias, saw ${wanted}`,
      'Name a version of a registered model.',
    )
  }
  const shown = textOption(given, 'out') ?? model.split(/[/@]/u)[0] ?? 'adapter'
  const { files, fingerprint } = await pullFromMlflow({
    server: mlflowServer(given, io),
    wanted: model,
    target: resolve(io.cwd, shown),
    shown,
    by: await trustedSigner(given, io),
  })
  io.stdout(shown)
  io.stderr(`${countOf(files.length, 'file')} as signed by ${fingerprint.slice(0, 16)}…`)
  return 0
}

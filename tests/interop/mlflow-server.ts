import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pythonOf } from '#tools/python-partner.mjs'

interface MlflowProcess {
  readonly url: string
  stop(): Promise<void>
}

/** A server of its own with an empty store in the folder; it takes most of a minute to begin. */
export async function startMlflow(folder: string): Promise<MlflowProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(
    join(dirname(pythonOf('mlflow')), 'mlflow'),
    `server --host 127.0.0.1 --port ${port} --workers 1 --backend-store-uri sqlite:///${folder}/m.db --artifacts-destination file://${folder}/artifacts --serve-artifacts`.split(
      ' ',
    ),
    {
      cwd: folder,
      detached: true,
      stdio: 'ignore',
      env: {
        ...process.env,
        MLFLOW_DISABLE_TELEMETRY: 'true',
        DO_NOT_TRACK: 'true',
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
      },
    },
  )
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    // Its workers, too: they are the group that this process leads.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok === true) return { url, stop }
    await setTimeout(250)
  }
  await stop()
  throw new Error('the MLflow server did not begin')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

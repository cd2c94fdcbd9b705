import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One attempt at a task, as Spark has written it down. */
export interface Attempt {
  readonly stage: string
  /** Of the task in its stage. */
  readonly index: number
  readonly host: string
  /** Whether it was a copy of one that was slow. */
  readonly isSpeculative: boolean
  readonly isSuccess: boolean
}

/** Settings by which Spark writes into the folder what it does. */
export function eventLog(folder: string): readonly string[] {
  return [
    'spark.eventLog.enabled=true',
    `spark.eventLog.dir=file://${folder}`,
    'spark.eventLog.compress=false',
    'spark.eventLog.rolling.enabled=false',
  ].flatMap((setting) => ['--spark-conf', setting])
}

interface Event {
  readonly Event: string
  readonly 'Stage ID': number
  readonly 'Stage Info': { readonly 'Stage ID': number; readonly 'Stage Name': string }
  readonly 'Task End Reason': { readonly Reason: string }
  readonly 'Task Info': {
    readonly Index: number
    readonly Host: string
    readonly Speculative: boolean
  }
}

export async function attemptsIn(folder: string): Promise<readonly Attempt[]> {
  const stages = new Map<number, string>()
  const attempts: Attempt[] = []
  for (const name of await readdir(folder)) {
    const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n')
    for (const line of lines) {
      const event = JSON.parse(line) as Event
      if (event.Event === 'SparkListenerStageSubmitted') {
        stages.set(event['Stage Info']['Stage ID'], event['Stage Info']['Stage Name'])
      }
      if (event.Event !== 'SparkListenerTaskEnd') continue
      const { Index, Host, Speculative } = event['Task Info']
      attempts.push({
        stage: stages.get(event['Stage ID']) ?? '',
        index: Index,
        host: Host,
        isSpeculative: Speculative,
        isSuccess: event['Task End Reason'].Reason === 'Success',
      })
    }
  }
  return attempts
}

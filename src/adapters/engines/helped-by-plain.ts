import type { CheckSubject } from '../checks/check-subject.js'
import { plainObstacle } from '../plain/plain-obstacle.js'
import { contentOf } from '../read/adapter-files.js'
import { engineFits, type EngineFit } from './engine-fit.js'

/** Engines that answer otherwise, and take what `adapter plain` writes. */
export function helpedByPlain(subject: CheckSubject): readonly EngineFit[] {
  const { config, files } = subject
  const weights = contentOf(files.weights)
  if (config === undefined || weights?.format !== 'safetensors') return []
  if (plainObstacle(config, weights) !== undefined) return []
  const plain = { usesRslora: false, rankPattern: new Map(), alphaPattern: new Map() }
  const after = engineFits({ ...subject, config: { ...config, ...plain } })
  const takers = after.filter(({ fit }) => fit === 'loads' || fit === 'needs')
  const ids = new Set(takers.map(({ id }) => id))
  return engineFits(subject).filter(({ id, fit }) => fit === 'wrong' && ids.has(id))
}

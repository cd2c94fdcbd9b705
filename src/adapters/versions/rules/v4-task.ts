import type { LevelRule } from '../bump-rule.js'

export const taskRule: LevelRule = {
  id: 'V4',
  about: 'another task or method, or a language that is gone',
  *reasons({ before, after }) {
    const [old, now] = [before.metadata.config, after.metadata.config]
    if (old.task_type !== '' && old.task_type !== now.task_type) {
      yield { level: 'major', because: `task ${old.task_type} became ${now.task_type || 'none'}` }
    }
    if (old.language !== '' && old.language !== now.language) {
      yield { level: 'major', because: `language ${old.language} became ${now.language || 'none'}` }
    }
    const [oldType, newType] = [before.subject.config?.peftType, after.subject.config?.peftType]
    if (oldType !== undefined && newType !== undefined && oldType !== newType) {
      yield { level: 'major', because: `method ${oldType} became ${newType}` }
    }
  },
}

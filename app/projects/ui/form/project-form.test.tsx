import { expect, test } from 'vitest'
import { rendered } from '~test/rendered'
import { FIELD_NAMES } from '../../domain/fields'
import { ProjectForm } from './project-form'

const choices = {
  units: [],
  holders: [],
  parks: [],
  teams: [],
  words: { industry: [], chain: [], channel: [] },
}

test('every field stands in the form, else saving it would empty the field', () => {
  const html = rendered(
    <ProjectForm choices={choices} values={{}} reply={null} submitLabel="登记" cancelTo="/projects" />,
  )
  for (const name of FIELD_NAMES) expect(html).toContain(`name="${name}"`)
})

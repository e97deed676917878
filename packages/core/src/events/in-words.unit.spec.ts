import { definitions } from './registry'
import type { RegimeAmended } from './regime-amended'
import type { ScorecardPublished } from './scorecard-published'

const saying = { figure: String, yearStart: 4 }
const published: ScorecardPublished = {
  ...{ regime: 'r', period: '2016-04', size: 1, form: 1 },
  scorecardDigest: '0123456789abcdef'.repeat(4),
  root: 'ab'.repeat(32),
}

it.each<readonly [ScorecardPublished, string]>([
  [published, 'published 0123456789ab… over 1 event'],
  [{ ...published, size: 2, again: true }, 'published again 0123456789ab… over 2 events'],
  [
    { ...published, incomplete: ['A', 'B'] },
    'published 0123456789ab… over 1 event, incomplete: no outcome of A, B',
  ],
])('M26 a publication says whether it is another one, and what it lacks: %#', (data, words) => {
  expect(definitions.ScorecardPublished.inWords(data, saying)).toBe(words)
})

const scheme = {
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'missed', label: 'Missed', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
} as const

it.each<readonly [Pick<RegimeAmended, 'title' | 'scheme'>, string]>([
  [{ title: 'New' }, 'amended: title "New"'],
  [{ scheme }, 'amended: bands "Met", "Missed"'],
  [{ title: 'New', scheme }, 'amended: title "New"; bands "Met", "Missed"'],
])('M30 an amended regime says what was amended: %j', (data, words) => {
  expect(
    definitions.RegimeAmended.inWords({ regime: 'r', reason: 'misnamed', ...data }, saying),
  ).toBe(`${words}; reason: misnamed`)
})

import { recorded, type EventFixture } from '@kpi-ledger/testing'
import { eventInWords } from './in-words'
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

const [regime, kpi, period, effectiveFrom] = ['r', 'A', '2016-04', '2016-04']
const target = { comparator: '>=', value: 90 } as const
const outcome = { kind: 'measured', value: 91.5 } as const
const event = '00000000-0000-4000-8000-000000000001'

it.each<readonly [string, EventFixture]>([
  [
    'registered T between A and S',
    {
      type: 'ContractRegistered',
      data: { contract: 'c', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
    },
  ],
  [
    'amended: title "T"; reason: misnamed',
    { type: 'ContractAmended', data: { title: 'T', reason: 'misnamed' } },
  ],
  [
    'amended: authority "A", supplier "S"; reason: novated',
    { type: 'ContractAmended', data: { authority: 'A', supplier: 'S', reason: 'novated' } },
  ],
  [
    'adopted T from 2016-04, with the bands "Met" (good) meets the target; "Missed" (inadequate) is none of these; "None" if not rated',
    { type: 'RegimeAdopted', data: { regime, title: 'T', effectiveFrom, scheme } },
  ],
  [
    'defined Calls answered (monthly, percent, in-period) from 2016-04: at least 90',
    {
      type: 'KPIDefined',
      data: {
        ...{ regime, kpi, description: 'Calls answered', serviceArea: 'Area' },
        ...{ frequency: 'monthly', unit: 'percent', effectiveFrom, target },
      },
    },
  ],
  [
    'unit days, decimals 1 from 2016-04; reason: clearer',
    {
      type: 'DefinitionRevised',
      data: { regime, kpi, effectiveFrom, unit: 'days', decimals: 1, reason: 'clearer' },
    },
  ],
  [
    'target from 2016-04: at least 90; reason: agreed',
    { type: 'TargetRevised', data: { regime, kpi, effectiveFrom, target, reason: 'agreed' } },
  ],
  [
    'target from 2016-04: no target',
    { type: 'TargetRevised', data: { regime, kpi, effectiveFrom, target: null } },
  ],
  [
    'retired from 2016-04; reason: done',
    { type: 'KPIRetired', data: { regime, kpi, effectiveFrom, reason: 'done' } },
  ],
  ['91.5', { type: 'ActualRecorded', data: { kpi, period, outcome } }],
  [
    '91.5; reason: late returns',
    { type: 'ActualCorrected', data: { kpi, period, outcome, reason: 'late returns' } },
  ],
  ['A note', { type: 'NoteAdded', data: { period, text: 'A note' } }],
  ['printed as "Met"', { type: 'RatingPrinted', data: { kpi, period, label: 'Met' } }],
  [
    'printed as "Met" in Cabinet papers',
    { type: 'RatingPrinted', data: { kpi, period, label: 'Met', source: 'Cabinet papers' } },
  ],
  [
    'decided to rate it met; reason: relief',
    { type: 'RatingDecided', data: { regime, kpi, period, code: 'met', reason: 'relief' } },
  ],
  [
    `withdrew event ${event}; reason: typed twice`,
    { type: 'EventWithdrawn', data: { event, reason: 'typed twice' } },
  ],
])('an event says what it records: %s', (words, fixture) => {
  expect(recorded('c', [fixture]).map((each) => eventInWords(each))).toEqual([words])
})

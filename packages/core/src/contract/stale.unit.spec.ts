import type { Command } from './command.codec'
import {
  actual,
  adopt,
  after,
  contract,
  correct,
  decideRating,
  define,
  note,
  redefine,
  retire,
  revise,
  setUp,
  uuid,
  withdraw,
} from './commands.spec'
import { correctsAnother, unseenBy } from './stale'

/** Two KPIs, each with a figure: revisions 0 to 6. */
const opening = [
  ...[...setUp, define('A', 'old', '2009-04'), define('B', 'old', '2009-04')],
  ...[actual('A', '2016-04'), actual('B', '2016-04')],
]
const period = '2016-04'
const correctA = correct('A', period)
const amendContract: Command = {
  type: 'AmendContract',
  contract,
  title: 'Anew',
  reason: 'misnamed',
}
const amend = (regime: string): Command => ({
  ...{ type: 'AmendRegime', contract, regime, title: 'Anew', reason: 'misnamed' },
})
const decided: Command = { ...decideRating('old', 'met'), kpi: 'A' }
const redefined: Command = { ...redefine('old', '2016-05'), kpi: 'A', decimals: 1 }

describe('M39 a command based on a revision', () => {
  it.each<readonly [string, Command, Command, string | null]>([
    ['a figure by its correction', correctA, correctA, 'ActualCorrected'],
    ['a figure by its withdrawal', withdraw(uuid(5)), correctA, 'EventWithdrawn'],
    ['a first figure by another', actual('A', '2016-05'), actual('A', '2016-05'), 'ActualRecorded'],
    ['no figure by that of another KPI', correct('B', period), correctA, null],
    ['no figure by that of another period', actual('A', '2016-05'), correctA, null],
    ['no figure by a note on it', note('A'), correctA, null],
    ['no figure by a new target', revise('A', 'old', '2016-05'), correctA, null],
    ['a note by its figure', correctA, note('A'), 'ActualCorrected'],
    ['a note by another', note('A'), note('A'), 'NoteAdded'],
    ['no note on the contract by a figure', correctA, note(), null],
    ['a note on the contract by another', note(), note(), 'NoteAdded'],
    [
      'a target by another',
      revise('A', 'old', '2016-05'),
      revise('A', 'old', '2016-06'),
      'TargetRevised',
    ],
    [
      'no target by that of another KPI',
      revise('B', 'old', '2016-05'),
      revise('A', 'old', '2016-05'),
      null,
    ],
    [
      'a retirement by a new target',
      revise('A', 'old', '2016-05'),
      retire('A', 'old', '2017-04'),
      'TargetRevised',
    ],
    [
      'a target by a retirement',
      retire('A', 'old', '2017-04'),
      revise('A', 'old', '2016-05'),
      'KPIRetired',
    ],
    [
      'a definition by a new target',
      revise('A', 'old', '2016-05'),
      define('A', 'new', '2016-04'),
      'TargetRevised',
    ],
    ['a revised definition by another', redefined, redefined, 'DefinitionRevised'],
    ['a regime by another', adopt('s', '2018-04'), adopt('t', '2019-04'), 'RegimeAdopted'],
    ['no regime by a figure', correctA, adopt('s', '2018-04'), null],
    ['an amended regime by another amendment', amend('old'), amend('old'), 'RegimeAmended'],
    ['no amended regime by the adoption of another', adopt('s', '2018-04'), amend('old'), null],
    ['a decision by its figure', correctA, decided, 'ActualCorrected'],
    ['a decision by another', decided, decided, 'RatingDecided'],
    ['no decision by another figure', correct('B', period), decided, null],
    ['an amended contract by another amendment', amendContract, amendContract, 'ContractAmended'],
    ['no amended contract by a figure', correctA, amendContract, null],
  ])('has %s', (_, theirs, mine, type) => {
    const refused = unseenBy(after(...opening, theirs), { ...mine, expectedRevision: 6 })
    if (type === null) expect(refused).toBeNull()
    else expect(refused).toMatchObject({ _tag: 'Stale', seen: 6, change: { revision: 7, type } })
    expect(unseenBy(after(...opening, theirs), { ...mine, expectedRevision: 7 })).toBeNull()
  })

  it('is told what changed, when and by whom', () => {
    const metadata = { actor: 'Ada' }
    const corrected = after(...opening, { ...correctA, metadata })
    expect(unseenBy(corrected, { ...correctA, expectedRevision: 6 })).toEqual({
      ...{ _tag: 'Stale', kpi: 'A', period, seen: 6 },
      change: {
        ...{ id: uuid(7), revision: 7, type: 'ActualCorrected', actor: 'Ada' },
        ...{ recordedAt: '2016-06-01T00:00:00.007Z', outcome: { kind: 'measured', value: 92 } },
      },
    })
    const adopted = after(...opening, adopt('s', '2018-04'))
    expect(unseenBy(adopted, { ...adopt('t', '2019-04'), expectedRevision: 6 })).toEqual({
      ...{ _tag: 'Stale', kpi: null, period: null, seen: 6 },
      change: {
        ...{ id: uuid(7), revision: 7, type: 'RegimeAdopted', actor: null, outcome: null },
        recordedAt: '2016-06-01T00:00:00.007Z',
      },
    })
  })

  it('is refused if the contract does not have that revision yet', () => {
    expect(unseenBy(after(...opening), { ...note(), expectedRevision: 7 })).toEqual({
      ...{ _tag: 'RevisionNotReached', expectedRevision: 7, size: 7 },
    })
    expect(unseenBy(after(...opening), { ...note(), expectedRevision: 6 })).toBeNull()
    expect(unseenBy(after(...opening, note()), note())).toBeNull()
  })
})

describe('M39 a correction that names what it corrects', () => {
  const naming = (revision: number): Command => ({ ...correctA, corrects: uuid(revision) })

  it('is of the latest figure', () => {
    expect(correctsAnother(after(...opening), naming(5))).toBeNull()
    expect(correctsAnother(after(...opening, correctA), naming(7))).toBeNull()
    expect(correctsAnother(after(...opening, correctA, withdraw(uuid(7))), naming(5))).toBeNull()
  })

  it('is stale if another correction came first', () => {
    expect(correctsAnother(after(...opening, correctA), naming(5))).toMatchObject({
      ...{ _tag: 'Stale', kpi: 'A', period, seen: 5, change: { revision: 7 } },
    })
  })

  it('is refused if the named event is not a figure of that KPI for that period', () => {
    const refused = { _tag: 'CorrectsAnother', kpi: 'A', period }
    for (const revision of [6, 99])
      expect(correctsAnother(after(...opening), naming(revision))).toEqual({
        ...{ ...refused, corrects: uuid(revision) },
      })
  })

  it('of which there is none is not refused for what it names, nor is one that names nothing', () => {
    const later: Command = { ...correct('A', '2016-05'), corrects: uuid(1) }
    expect(correctsAnother(after(...opening), later)).toBeNull()
    expect(correctsAnother(after(...opening, correctA), correctA)).toBeNull()
    expect(correctsAnother(after(...opening), note())).toBeNull()
  })
})

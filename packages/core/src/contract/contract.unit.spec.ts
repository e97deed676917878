import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { admit } from './admit'
import { decodeCommand, type Command, type CommandOf, type PublishScorecard } from './command.codec'
import { decide } from './decide'
import { addToHistory, foldHistory } from './fold'
import type { Refusal } from './refusal'
import { describe as sentence } from '../describe'
import { everythingKnown } from '../history/entry'
import { emptyHistory, historySize, type History } from '../history/history'
import type { Adoption, KPIRules } from '../history/rulebook'
import {
  definitionInForce,
  findRegime,
  regimeInEffect,
  retirementInForce,
  statementInForce,
  statementsUnder,
} from '../history/rules-in-force'
import type { RecordedEvent } from '../events/envelope'
import { decodeEvent } from '../events/event.codec'
import type { Scheme } from '../rating/scheme'
import { inOrder } from '../../../../scripts/jest/in-order'

const contract = 'pssp'
const scheme: Scheme = {
  levels: ['detriment'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'missed', label: 'Missed', grade: 'approaching-target', when: { clears: 'detriment' } },
    { code: 'detriment', label: 'Detriment', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
}

const register: CommandOf<'RegisterContract'> = {
  type: 'RegisterContract',
  contract,
  title: 'T',
  authority: 'A',
  supplier: 'S',
  yearStart: 4,
}
const adopt = (regime: string, effectiveFrom: string): CommandOf<'AdoptRegime'> => ({
  type: 'AdoptRegime',
  contract,
  regime,
  title: regime,
  effectiveFrom,
  scheme,
})
const define = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  more: Partial<CommandOf<'DefineKPI'>> = {},
): CommandOf<'DefineKPI'> => ({
  type: 'DefineKPI',
  contract,
  regime,
  kpi,
  description: `${kpi} under ${regime}`,
  serviceArea: 'Area',
  frequency: 'monthly',
  unit: 'percent',
  effectiveFrom,
  target: { comparator: '>=', value: 90 },
  ...more,
})
const revise = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  value = 95,
): CommandOf<'ReviseTarget'> => ({
  type: 'ReviseTarget',
  contract,
  regime,
  kpi,
  effectiveFrom,
  target: { comparator: '>=', value },
})
const retire = (kpi: string, regime: string, effectiveFrom: string): CommandOf<'RetireKPI'> => ({
  type: 'RetireKPI',
  contract,
  regime,
  kpi,
  effectiveFrom,
  reason: 'no longer needed',
})
const actual = (kpi: string, period: string, value = 91): CommandOf<'RecordActual'> => ({
  type: 'RecordActual',
  contract,
  kpi,
  period,
  outcome: { kind: 'measured', value },
})
const correct = (kpi: string, period: string): CommandOf<'CorrectActual'> => ({
  ...actual(kpi, period, 92),
  type: 'CorrectActual',
  reason: 'late returns',
})
const redefine = (regime: string, effectiveFrom: string): CommandOf<'ReviseDefinition'> => ({
  type: 'ReviseDefinition',
  contract,
  regime,
  kpi: 'R&B-K-001',
  effectiveFrom,
})
const decideRating = (regime: string, code: string): CommandOf<'DecideRating'> => ({
  type: 'DecideRating',
  contract,
  regime,
  kpi: 'R&B-K-001',
  period: '2016-04',
  code,
  reason: 'relief',
})
const note = (kpi?: string): CommandOf<'AddNote'> => ({
  type: 'AddNote',
  contract,
  period: '2016-04',
  text: 'A note',
  ...(kpi === undefined ? {} : { kpi }),
})
const publish = (period: string, size: number, regime = 'new'): PublishScorecard => ({
  type: 'PublishScorecard',
  contract,
  regime,
  period,
  form: 1,
  scorecardDigest: '0'.repeat(64),
  size,
  root: '0'.repeat(64),
})

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/**
 * Adds the event of a command to a history; if it is refused, returns the refusal and leaves the
 * history unchanged.
 */
const record = (
  history: History,
  command: Command | PublishScorecard,
): E.Either<Refusal, History> =>
  E.map((event: object) => {
    const revision = historySize(history)
    const recorded = decodeEvent({
      ...event,
      id: uuid(revision),
      stream: `kpiContract-${contract}`,
      revision,
      version: 1,
      recordedAt: `2016-06-01T00:00:00.${String(revision).padStart(3, '0')}Z`,
    })
    if (E.isLeft(recorded)) throw new Error(sentence(recorded.left))
    addToHistory(history, recorded.right)
    return history
  })(decide(history, command))

const after = (...commands: ReadonlyArray<Command>): History => {
  const history = emptyHistory()
  for (const command of commands) {
    const next = record(history, command)
    if (E.isLeft(next)) throw new Error(sentence(next.left))
  }
  return history
}

const refusal = (history: History, command: Command | PublishScorecard): Refusal | null => {
  const decided = decide(history, command)
  return E.isLeft(decided) ? decided.left : null
}

const setUp = [register, adopt('old', '2009-04'), adopt('new', '2016-04')]
const kpi = 'R&B-K-001'

describe('commands', () => {
  it('give the event with the same fields', () => {
    const { type: _, contract: __, ...data } = define(kpi, 'old', '2009-04')
    expect(decide(after(...setUp), { ...define(kpi, 'old', '2009-04'), metadata: {} })).toEqual(
      E.right({ type: 'KPIDefined', data }),
    )
    const { type: ___, ...registered } = register
    expect(decide(emptyHistory(), register)).toEqual(
      E.right({ type: 'ContractRegistered', data: registered }),
    )
  })

  it.each<[string, Command | PublishScorecard]>([
    ['RegimeAdopted', adopt('next', '2020-04')],
    ['TargetRevised', revise(kpi, 'old', '2010-04')],
    ['KPIRetired', retire(kpi, 'old', '2010-04')],
    ['ActualRecorded', actual(kpi, 'FY2016')],
    ['ActualCorrected', correct(kpi, '2016-04')],
    ['NoteAdded', note()],
    ['NoteAdded', note(kpi)],
    ['ScorecardPublished', { ...publish('2016-04', 5), incomplete: [kpi], again: true }],
  ])('give %s', (type, command) => {
    const history = after(...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04'))
    expect(decide(history, command)).toMatchObject({ right: { type } })
    const { type: _, contract: __, ...data } = command
    expect(decide(history, command)).toEqual(E.right({ type, data }))
  })

  it('are decoded strictly', () => {
    expect(decodeCommand(register)).toEqual(E.right(register))
    expect(decodeCommand({ ...register, metadata: { actor: 'x', other: [1] } })).toMatchObject({
      _tag: 'Right',
    })
    expect(decodeCommand({ ...actual(kpi, '2016-04'), tolerence: 1 })).toMatchObject({
      left: { _tag: 'DecodeError', expected: 'a command', faults: [{ path: 'tolerence' }] },
    })
    expect(decodeCommand({ ...register, type: 'Nonsense' })).toMatchObject({
      left: { faults: [{ path: 'type' }] },
    })
    expect(decodeCommand({ ...register, yearStart: 13, title: ' ' })).toMatchObject({
      left: { faults: [{ path: 'title' }, { path: 'yearStart' }] },
    })
    const { contract: _, ...nobodys } = actual(kpi, '2016-04')
    expect(decodeCommand(nobodys)).toEqual(
      E.left({
        _tag: 'DecodeError',
        expected: 'a command',
        faults: [{ path: 'contract', message: 'missing' }],
      }),
    )
    expect(decodeCommand([])).toMatchObject({ left: { faults: [{ path: '' }] } })
    expect(decodeCommand(publish('2016-04', 5))).toMatchObject({
      left: {
        faults: [{ path: 'type', message: expect.stringContaining('use publish') as unknown }],
      },
    })
  })
})

describe('definitions', () => {
  const whole = define(kpi, 'old', '2009-04')

  it('M9a may have null as their target; leaving it out is malformed', () => {
    const dataOnly = { ...whole, target: null }
    expect(decodeCommand(dataOnly)).toEqual(E.right(dataOnly))
    expect(refusal(after(...setUp), dataOnly)).toBeNull()
    const none = { ...revise(kpi, 'old', '2010-04'), target: null }
    expect(refusal(after(...setUp, whole), none)).toBeNull()
    const { target: _, ...forgotten } = whole
    expect(decodeCommand(forgotten)).toMatchObject({
      left: { faults: [{ path: 'target', message: 'missing' }] },
    })
  })

  it.each(['minutes', 'tonnes', 'per 10,000', '%', '𝔸'.repeat(24)])(
    'M9b may have any unit of 1 to 24 printable characters: %s',
    (unit) => {
      expect(decodeCommand({ ...whole, unit })).toMatchObject({ right: { unit } })
    },
  )

  it.each(['', ' tonnes', 'tonnes ', 'a\nb', 'x'.repeat(25), 7])(
    'M9b refuse %j as a unit',
    (unit) => {
      expect(decodeCommand({ ...whole, unit })).toMatchObject({
        left: { faults: [{ path: 'unit' }] },
      })
    },
  )

  it('M3 may declare an aggregation only for figures of single periods', () => {
    const summed = { ...whole, aggregation: 'sum' } as const
    expect(refusal(after(...setUp), summed)).toBeNull()
    const yearToDate = { ...summed, accumulation: 'year-to-date' } as const
    const refused = refusal(after(...setUp), yearToDate)
    expect(refused).toMatchObject({ _tag: 'InvalidDefinition', faults: [{ path: 'aggregation' }] })
    const revised = { ...redefine('old', '2010-04'), accumulation: 'year-to-date' } as const
    expect(refusal(after(...setUp, summed), revised)).toEqual(refused)
    expect(refused && sentence(refused)).toBe(
      `the definition of KPI "${kpi}" contradicts itself: aggregation: the figures of a year-to-date KPI are not aggregated`,
    )
  })
})

describe('refusals', () => {
  const defined = () => after(...setUp, define(kpi, 'old', '2009-04'))

  it.each<[string, () => History, Command | PublishScorecard, Refusal, string]>([
    [
      'anything for a contract that is not registered',
      emptyHistory,
      adopt('old', '2009-04'),
      { _tag: 'UnknownContract', contract },
      'no contract "pssp" is registered',
    ],
    [
      'a contract registered twice',
      () => after(register),
      register,
      { _tag: 'ContractAlreadyRegistered', contract },
      'contract "pssp" is already registered',
    ],
    [
      'a regime adopted twice',
      () => after(...setUp),
      adopt('old', '2020-04'),
      { _tag: 'RegimeAlreadyAdopted', regime: 'old' },
      'regime "old" has already been adopted',
    ],
    [
      'M4 a regime that starts in a month already taken',
      () => after(...setUp),
      adopt('other', '2016-04'),
      { _tag: 'MonthAlreadyTaken', month: '2016-04', by: 'new' },
      'regime "new" already starts in 2016-04',
    ],
    [
      'M11 a scheme that cannot rate',
      () => after(register),
      { ...adopt('old', '2009-04'), scheme: { ...scheme, bands: [] } },
      {
        _tag: 'InvalidScheme',
        regime: 'old',
        faults: [{ path: 'bands', message: 'expected at least one band' }],
      },
      'the scheme of regime "old" cannot rate: bands: expected at least one band',
    ],
    [
      'a KPI under an unknown regime',
      () => after(...setUp),
      define(kpi, 'none', '2016-04'),
      { _tag: 'UnknownRegime', regime: 'none', regimes: ['old', 'new'] },
      'no regime "none" has been adopted; there are "old" and "new"',
    ],
    [
      'a KPI defined twice under a regime',
      defined,
      define(kpi, 'old', '2010-04'),
      { _tag: 'KPIAlreadyDefined', kpi, regime: 'old' },
      'KPI "R&B-K-001" is already defined under regime "old"',
    ],
    [
      'M23 a KPI that succeeds itself',
      defined,
      define('X', 'old', '2009-04', { succeeds: [kpi, 'X'] }),
      { _tag: 'SucceedsItself', kpi: 'X' },
      'KPI "X" cannot succeed itself',
    ],
    [
      'M23 a KPI that succeeds an unknown one',
      defined,
      define('X', 'old', '2009-04', { succeeds: [kpi, 'Y'] }),
      { _tag: 'UnknownKPI', kpi: 'Y', kpis: [kpi] },
      'no KPI "Y" has been defined; there is "R&B-K-001"',
    ],
    [
      'M8a a definition from before its regime',
      () => after(...setUp),
      define(kpi, 'new', '2016-03'),
      {
        _tag: 'BeforeRegime',
        kpi,
        effectiveFrom: '2016-03',
        regime: 'new',
        regimeFrom: '2016-04',
      },
      'nothing can be stated for KPI "R&B-K-001" from 2016-03, before its regime "new", which starts in 2016-04',
    ],
    [
      'M8a a target revised from before its regime',
      defined,
      revise(kpi, 'new', '2016-03'),
      {
        _tag: 'BeforeRegime',
        kpi,
        effectiveFrom: '2016-03',
        regime: 'new',
        regimeFrom: '2016-04',
      },
      'nothing can be stated for KPI "R&B-K-001" from 2016-03, before its regime "new", which starts in 2016-04',
    ],
    [
      'M12 a target that cannot be rated',
      () => after(...setUp),
      define(kpi, 'old', '2009-04', { target: { comparator: 'between', low: 2, high: 1 } }),
      {
        _tag: 'InvalidTarget',
        kpi,
        faults: [{ path: 'low', message: '2 is above high, 1' }],
      },
      'the target of KPI "R&B-K-001" cannot be rated: low: 2 is above high, 1',
    ],
    [
      'a target revised under an unknown regime',
      defined,
      revise(kpi, 'none', '2016-04'),
      { _tag: 'UnknownRegime', regime: 'none', regimes: ['old', 'new'] },
      'no regime "none" has been adopted; there are "old" and "new"',
    ],
    [
      'a target revised for an unknown KPI',
      defined,
      revise('X', 'old', '2016-04'),
      { _tag: 'UnknownKPI', kpi: 'X', kpis: [kpi] },
      'no KPI "X" has been defined; there is "R&B-K-001"',
    ],
    [
      'M8 a target revised for a KPI defined only under a later regime',
      () => after(...setUp, define(kpi, 'new', '2016-04')),
      revise(kpi, 'old', '2016-04'),
      { _tag: 'NoDefinitionToCarryOver', kpi, regime: 'old' },
      'KPI "R&B-K-001" has no definition under regime "old" or one before it',
    ],
    [
      'M8a a target revised from a month in which the KPI is retired',
      () => after(...setUp, define(kpi, 'old', '2009-04'), retire(kpi, 'old', '2012-04')),
      revise(kpi, 'old', '2012-04'),
      {
        _tag: 'KPIRetiredBy',
        kpi,
        regime: 'old',
        effectiveFrom: '2012-04',
        retiredFrom: '2012-04',
      },
      'KPI "R&B-K-001" is retired under regime "old" from 2012-04, so nothing can be stated for it from 2012-04',
    ],
    [
      'M7 a retirement under an unknown regime',
      defined,
      retire(kpi, 'none', '2016-04'),
      { _tag: 'UnknownRegime', regime: 'none', regimes: ['old', 'new'] },
      'no regime "none" has been adopted; there are "old" and "new"',
    ],
    [
      'M7 a retirement of an unknown KPI',
      defined,
      retire('X', 'old', '2016-04'),
      { _tag: 'UnknownKPI', kpi: 'X', kpis: [kpi] },
      'no KPI "X" has been defined; there is "R&B-K-001"',
    ],
    [
      'M7 a retirement from a regime the KPI is not in',
      defined,
      retire(kpi, 'new', '2016-04'),
      { _tag: 'NothingToRetire', kpi, regime: 'new' },
      'KPI "R&B-K-001" has no target under regime "new"',
    ],
    [
      'M8a a retirement before the first target',
      () => after(...setUp, define(kpi, 'old', '2011-04'), revise(kpi, 'old', '2010-04')),
      retire(kpi, 'old', '2010-03'),
      {
        _tag: 'RetiredBeforeStated',
        kpi,
        effectiveFrom: '2010-03',
        firstStated: '2010-04',
      },
      'KPI "R&B-K-001" cannot be retired from 2010-03, before its first target from 2010-04',
    ],
    [
      'M7 a retirement of what is retired already',
      () => after(...setUp, define(kpi, 'old', '2009-04'), retire(kpi, 'old', '2012-04')),
      retire(kpi, 'old', '2012-05'),
      {
        _tag: 'KPIRetiredBy',
        kpi,
        regime: 'old',
        effectiveFrom: '2012-05',
        retiredFrom: '2012-04',
      },
      'KPI "R&B-K-001" is retired under regime "old" from 2012-04, so nothing can be stated for it from 2012-05',
    ],
    [
      'an actual of a KPI never defined',
      defined,
      actual('X', '2016-04'),
      { _tag: 'UnknownKPI', kpi: 'X', kpis: [kpi] },
      'no KPI "X" has been defined; there is "R&B-K-001"',
    ],
    [
      'M19 an actual recorded twice',
      () => after(...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04')),
      actual(kpi, '2016-04'),
      { _tag: 'AlreadyRecorded', kpi, period: '2016-04' },
      'an actual of KPI "R&B-K-001" for 2016-04 is already recorded; correct it instead',
    ],
    [
      'M19 a correction of nothing',
      () => after(...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04')),
      correct(kpi, '2016-05'),
      { _tag: 'NothingToCorrect', kpi, period: '2016-05' },
      'no actual of KPI "R&B-K-001" for 2016-05 has been recorded',
    ],
    [
      'a note on an unknown KPI',
      defined,
      note('X'),
      { _tag: 'UnknownKPI', kpi: 'X', kpis: [kpi] },
      'no KPI "X" has been defined; there is "R&B-K-001"',
    ],
    [
      'a publication under an unknown regime',
      defined,
      publish('2016-04', 4, 'none'),
      { _tag: 'UnknownRegime', regime: 'none', regimes: ['old', 'new'] },
      'no regime "none" has been adopted; there are "old" and "new"',
    ],
    [
      'M25 a publication of a period with no regime in effect',
      defined,
      publish('FY2008-Q4', 4),
      { _tag: 'NoRegimeInEffect', period: 'FY2008-Q4' },
      'no regime is in effect in FY2008-Q4',
    ],
    [
      'M25 a publication drawn from an earlier history of the ledger',
      defined,
      publish('2016-04', 3),
      { _tag: 'StalePublication', size: 3, actual: 4 },
      'the scorecard was drawn from 3 events, but the ledger now has 4',
    ],
    [
      'M30 an amendment of a contract that amends nothing',
      defined,
      { type: 'AmendContract', contract, reason: 'none' },
      { _tag: 'NothingAmended', fields: ['title', 'authority', 'supplier'] },
      'nothing is amended: state at least one of title, authority, supplier',
    ],
    [
      'M30 an amendment of a regime that amends nothing',
      defined,
      { type: 'AmendRegime', contract, regime: 'old', reason: 'none' },
      { _tag: 'NothingAmended', fields: ['title', 'scheme'] },
      'nothing is amended: state at least one of title, scheme',
    ],
    [
      'M30 an amendment of an unknown regime',
      defined,
      { type: 'AmendRegime', contract, regime: 'none', title: 'T', reason: 'misprint' },
      { _tag: 'UnknownRegime', regime: 'none', regimes: ['old', 'new'] },
      'no regime "none" has been adopted; there are "old" and "new"',
    ],
    [
      'M30 an amendment by which a target already stated could not be rated',
      () =>
        after(
          ...setUp,
          define(kpi, 'old', '2009-04', {
            target: { comparator: '>=', value: 90, levels: { detriment: 80 } },
          }),
        ),
      {
        type: 'AmendRegime',
        contract,
        regime: 'old',
        scheme: { ...scheme, bands: scheme.bands.filter(({ code }) => code !== 'missed') },
        reason: 'simplified',
      },
      {
        _tag: 'TargetNotRateable',
        kpi,
        effectiveFrom: '2009-04',
        regime: 'old',
        faults: [
          {
            path: 'levels.detriment',
            message: 'no band of the scheme uses a level "detriment"',
          },
        ],
      },
      'the amended scheme of regime "old" cannot rate the target of KPI "R&B-K-001" from 2009-04: levels.detriment: no band of the scheme uses a level "detriment"',
    ],
    [
      'M32 a rating printed for an unknown KPI',
      () => after(...setUp),
      { type: 'RecordPrintedRating', contract, kpi, period: '2016-04', label: 'Met' },
      { _tag: 'UnknownKPI', kpi, kpis: [] },
      'no KPI "R&B-K-001" has been defined; there are none',
    ],
    [
      'M33 a rating decided by a code that the scheme does not have',
      defined,
      decideRating('old', 'mett'),
      {
        _tag: 'UnknownCode',
        code: 'mett',
        regime: 'old',
        codes: [...scheme.bands.map(({ code }) => code), scheme.notRated.code],
      },
      'the scheme of regime "old" has no code "mett"; did you mean "met"? There are "met", "missed", "detriment" and "none"',
    ],
    [
      'M33 a rating decided under an unknown regime',
      defined,
      decideRating('none', 'met'),
      { _tag: 'UnknownRegime', regime: 'none', regimes: ['old', 'new'] },
      'no regime "none" has been adopted; there are "old" and "new"',
    ],
    [
      'M33 a rating decided for an unknown KPI',
      () => after(...setUp),
      decideRating('old', 'met'),
      { _tag: 'UnknownKPI', kpi, kpis: [] },
      'no KPI "R&B-K-001" has been defined; there are none',
    ],
    [
      'M33 a rating decided for a KPI that the regime states nothing for',
      defined,
      decideRating('new', 'met'),
      { _tag: 'NothingToDecide', kpi, regime: 'new' },
      'KPI "R&B-K-001" has no target under regime "new", so there is no rating to decide',
    ],
    [
      'M33 an amendment of a regime without a code that was decided',
      () => after(...setUp, define(kpi, 'old', '2009-04'), decideRating('old', 'none')),
      {
        type: 'AmendRegime',
        contract,
        regime: 'old',
        scheme: { ...scheme, notRated: { code: 'no-data', label: 'No Data' } },
        reason: 'renamed',
      },
      { _tag: 'DecidedCodeGone', kpi, period: '2016-04', code: 'none', regime: 'old' },
      'the amended scheme of regime "old" has no code "none", which was decided for KPI "R&B-K-001" in 2016-04',
    ],
    [
      'M8a a definition revised from before its regime',
      defined,
      { ...redefine('old', '2009-03'), description: 'Reworded' },
      {
        _tag: 'BeforeRegime',
        kpi,
        effectiveFrom: '2009-03',
        regime: 'old',
        regimeFrom: '2009-04',
      },
      'nothing can be stated for KPI "R&B-K-001" from 2009-03, before its regime "old", which starts in 2009-04',
    ],
    [
      'M30 a definition revised in nothing',
      defined,
      redefine('old', '2009-04'),
      {
        _tag: 'NothingAmended',
        fields: [
          ...['description', 'serviceArea', 'frequency', 'unit'],
          ...['decimals', 'ratedTo', 'accumulation', 'aggregation', 'better', 'owner'],
        ],
      },
      'nothing is amended: state at least one of description, serviceArea, frequency, unit, decimals, ratedTo, accumulation, aggregation, better, owner',
    ],
  ])('%s', (_, history, command, expected, message) => {
    expect(refusal(history(), command)).toEqual(expected)
    expect(sentence(expected)).toBe(message)
  })

  it('allow what is just within the rules', () => {
    const retired = after(...setUp, define(kpi, 'old', '2009-04'), retire(kpi, 'old', '2012-04'))
    expect(refusal(retired, revise(kpi, 'old', '2012-03'))).toBeNull()
    expect(refusal(retired, retire(kpi, 'old', '2012-03'))).toBeNull()
    expect(refusal(retired, revise(kpi, 'new', '2016-04'))).toBeNull()
    expect(refusal(defined(), define(kpi, 'new', '2016-04'))).toBeNull()
    expect(refusal(defined(), retire(kpi, 'old', '2009-04'))).toBeNull()
    expect(refusal(defined(), publish('FY2009', 4, 'old'))).toBeNull()
    expect(refusal(defined(), define('X', 'old', '2009-04', { succeeds: [kpi] }))).toBeNull()
    const recorded = after(...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04'))
    expect(refusal(recorded, actual(kpi, 'FY2016-Q1'))).toBeNull()
    expect(refusal(recorded, correct(kpi, '2016-04'))).toBeNull()
  })

  it('M2 allow an actual for any period, whatever the frequency', () => {
    const annual = after(...setUp, define(kpi, 'old', '2009-04', { frequency: 'annual' }))
    for (const period of ['2016-04', 'FY2016-Q1', 'FY2016-H1', 'FY2016'])
      expect(refusal(annual, actual(kpi, period))).toBeNull()
  })
})

describe('the rules in force', () => {
  const rulesOf = (history: History): KPIRules => {
    const rules = history.rules.kpis.get(kpi)
    if (rules === undefined) throw new Error('no KPI')
    return rules
  }
  const regimeOf = (history: History, name: string): Adoption => {
    const found = findRegime(history.rules, name, everythingKnown)
    if (found === undefined) throw new Error('no regime')
    return found
  }
  const upTo = (revision: number) => (entry: { readonly revision: number }) =>
    entry.revision <= revision

  it('M4 a regime is in effect from its month until the next one’s', () => {
    const { rules } = after(register, adopt('new', '2016-04'), adopt('old', '2009-04'))
    const inEffect = (month: string, known = everythingKnown) =>
      regimeInEffect(rules, month, known)?.regime
    expect(['2009-03', '2009-04', '2016-03', '2016-04', '2030-01'].map((m) => inEffect(m))).toEqual(
      [undefined, 'old', 'old', 'new', 'new'],
    )
    expect(inEffect('2012-01', upTo(1))).toBeUndefined()
    expect(findRegime(rules, 'old', upTo(1))).toBeUndefined()
    expect(findRegime(rules, 'old', upTo(2))?.regime).toBe('old')
  })

  it('M6 the latest statement up to the month is in force; of equals, the one recorded last', () => {
    const rules = rulesOf(
      after(
        ...setUp,
        define(kpi, 'old', '2009-04'),
        revise(kpi, 'old', '2011-04', 1),
        revise(kpi, 'old', '2010-04', 2),
        revise(kpi, 'old', '2011-04', 3),
        revise(kpi, 'new', '2016-04', 4),
      ),
    )
    const value = (month: string, extrapolate = false, known = everythingKnown) => {
      const found = statementInForce(rules, 'old', month, extrapolate, known)
      const target = found?.statement.target
      return target?.comparator === '>=' ? [target.value, found?.extrapolated] : undefined
    }
    expect(value('2009-03')).toBeUndefined()
    expect(value('2009-03', true)).toEqual([90, true])
    expect(value('2009-04', true)).toEqual([90, false])
    expect(value('2010-03')).toEqual([90, false])
    expect(value('2010-04')).toEqual([2, false])
    expect(value('2011-04')).toEqual([3, false])
    expect(value('2011-04', false, upTo(4))).toEqual([1, false])
    expect(value('2020-01')).toEqual([3, false])
    expect(statementInForce(rules, 'none', '2020-01', true, everythingKnown)).toBeUndefined()
    expect(statementsUnder(rules, 'old', everythingKnown)).toHaveLength(4)
  })

  it('M6 takes the earliest of several statements that all start later, and the last of a tie', () => {
    const rules = rulesOf(
      after(
        ...setUp,
        define(kpi, 'new', '2017-04'),
        revise(kpi, 'new', '2016-05', 1),
        revise(kpi, 'new', '2016-05', 2),
        revise(kpi, 'new', '2016-06', 3),
      ),
    )
    const found = statementInForce(rules, 'new', '2016-04', true, everythingKnown)
    expect(found).toMatchObject({ extrapolated: true, statement: { target: { value: 2 } } })
  })

  it('M7 a retirement takes effect from its month on, under its regime', () => {
    const rules = rulesOf(
      after(
        ...setUp,
        define(kpi, 'old', '2009-04'),
        retire(kpi, 'old', '2012-04'),
        retire(kpi, 'old', '2011-04'),
      ),
    )
    const retired = (regime: string, month: string, known = everythingKnown) =>
      retirementInForce(rules, regime, month, known) !== undefined
    expect([retired('old', '2011-03'), retired('old', '2011-04')]).toEqual([false, true])
    expect(retired('new', '2020-01')).toBe(false)
    expect([retired('old', '2011-04', upTo(4)), retired('old', '2012-04', upTo(4))]).toEqual([
      false,
      true,
    ])
  })

  it('M8 the definition is the regime’s own, else that of the one before, and so on back', () => {
    const history = after(
      register,
      adopt('first', '2001-04'),
      adopt('old', '2009-04'),
      adopt('new', '2016-04'),
      define(kpi, 'new', '2016-04'),
      define(kpi, 'first', '2001-04'),
    )
    const under = (name: string, known = everythingKnown) =>
      definitionInForce(history.rules, rulesOf(history), regimeOf(history, name), '2016-04', known)
        ?.description
    expect([under('first'), under('old'), under('new')]).toEqual([
      `${kpi} under first`,
      `${kpi} under first`,
      `${kpi} under new`,
    ])
    expect(under('old', upTo(4))).toBeUndefined()
    expect(under('new', upTo(4))).toBe(`${kpi} under new`)
  })

  it('M8 revisions are applied to a definition by regime, by start, then as recorded', () => {
    const history = after(
      ...setUp,
      define(kpi, 'old', '2009-04', { decimals: 1 }),
      { ...redefine('new', '2016-04'), unit: 'days' },
      { ...redefine('old', '2012-04'), description: 'second', decimals: 2 },
      { ...redefine('old', '2010-04'), description: 'first', unit: 'count', ratedTo: 0 },
      { ...redefine('old', '2012-04'), description: 'third' },
    )
    const inForce = (regime: string, month: string, known = everythingKnown) => {
      const found = definitionInForce(
        ...([history.rules, rulesOf(history), regimeOf(history, regime)] as const),
        ...([month, known] as const),
      )
      return [found?.description, found?.unit, found?.decimals, found?.ratedTo, found?.revision]
    }
    expect(inForce('old', '2010-03')).toEqual([`${kpi} under old`, 'percent', 1, undefined, 3])
    expect(inForce('old', '2010-04')).toEqual(['first', 'count', 1, 0, 6])
    expect(inForce('old', '2016-04')).toEqual(['third', 'count', 2, 0, 7])
    expect(inForce('new', '2016-04')).toEqual(['third', 'days', 2, 0, 7])
    expect(inForce('new', '2016-03')).toEqual(['third', 'count', 2, 0, 7])
    expect(inForce('new', '2016-04', upTo(5))).toEqual(['second', 'days', 2, undefined, 5])
  })

  it('M30 a regime is as it was last amended', () => {
    const labelled = { ...scheme, notRated: { code: 'none', label: 'Not rated' } }
    const history = after(
      ...setUp,
      { type: 'AmendRegime', contract, regime: 'old', title: 'Old', scheme: labelled, reason: 'r' },
      { type: 'AmendRegime', contract, regime: 'old', title: 'Older', reason: 'r' },
    )
    const then = (known = everythingKnown) => {
      const {
        title,
        scheme: bands,
        revision,
      } = findRegime(history.rules, 'old', known) ?? regimeOf(history, 'old')
      return [title, bands.notRated.label, revision]
    }
    expect(then()).toEqual(['Older', 'Not rated', 1])
    expect(then(upTo(3))).toEqual(['Old', 'Not rated', 1])
    expect(then(upTo(2))).toEqual(['old', 'None', 1])
    expect(regimeInEffect(history.rules, '2016-03', everythingKnown)?.title).toBe('Older')
    expect(regimeOf(history, 'new').title).toBe('new')
  })
})

describe('a history', () => {
  it('counts events and remembers when the last one was recorded', () => {
    expect(emptyHistory()).toMatchObject({ origins: { length: 0 }, contract: null })
    expect(historySize(emptyHistory())).toBe(0)
    const history = after(...setUp, define(kpi, 'old', '2009-04'), actual(kpi, '2016-04'))
    expect(historySize(history)).toBe(5)
    expect(history.origins.lastRecordedAt()).toBe('2016-06-01T00:00:00.004Z')
    expect(history.contract?.contract).toBe(contract)
    const { actuals } = history
    expect(actuals.latest(kpi, '2016-04')).toMatchObject({ revision: 4 })
    expect(actuals.latest(kpi, '2016-05')).toBeUndefined()
    expect(actuals.latest('X', '2016-04')).toBeUndefined()
  })
})

describe('events from outside', () => {
  const event = (revision: number, recordedAt: string, command: Command, stream = contract) => {
    const { type, contract: _, metadata: __, ...fields } = command
    const types: Record<string, string> = {
      RegisterContract: 'ContractRegistered',
      AdoptRegime: 'RegimeAdopted',
      DefineKPI: 'KPIDefined',
    }
    return {
      id: uuid(revision),
      stream: `kpiContract-${stream}`,
      revision,
      version: 1,
      recordedAt,
      type: types[type],
      data: type === 'RegisterContract' ? { ...fields, contract } : fields,
    } as unknown as RecordedEvent
  }
  const noon = '2016-06-01T12:00:00.000Z'
  const first = event(0, noon, register)

  it('M20 are admitted in order, at the same instant or later', () => {
    const history = emptyHistory()
    expect(admit(history, first)).toEqual(E.right(history))
    expect(historySize(history)).toBe(1)
    expect(admit(history, event(1, noon, adopt('old', '2009-04')))).toEqual(E.right(history))
    expect(historySize(history)).toBe(2)
  })

  it.each([
    [
      event(1, noon, register),
      { _tag: 'RevisionOutOfOrder', expected: 0, actual: 1 },
      'revision: expected 0, got 1; revisions of a stream follow one another from 0',
    ],
    [
      event(0, noon, register, 'ict'),
      { _tag: 'OtherContract', stream: 'kpiContract-ict', contract },
      'data.contract: "pssp" is not the contract of stream kpiContract-ict',
    ],
    [
      event(0, noon, adopt('old', '2009-04')),
      { _tag: 'AgainstTheRules', refusal: { _tag: 'UnknownContract', contract } },
      'no contract "pssp" is registered',
    ],
  ] as const)('are refused if out of place %#', (given, reason, message) => {
    const history = emptyHistory()
    expect(admit(history, given)).toEqual(E.left(reason))
    expect(inOrder(history)).toBe(inOrder(emptyHistory()))
    expect(sentence(reason)).toBe(message)
  })

  it('M20 are refused if recorded before the last one', () => {
    const history = foldHistory([first])
    const earlier = '2016-06-01T11:59:59.999Z'
    const reason = { _tag: 'RecordedBeforeLast', last: noon, recordedAt: earlier } as const
    expect(admit(history, event(1, earlier, adopt('old', '2009-04')))).toEqual(E.left(reason))
    expect(inOrder(history)).toBe(inOrder(foldHistory([first])))
    expect(sentence(reason)).toBe(
      `recordedAt: ${earlier} is before ${noon}, when the event before it was recorded`,
    )
  })
})

describe('laws of deciding', () => {
  const names = fc.constantFrom('A', 'B', '__proto__', 'constructor')
  const regimes = fc.constantFrom('old', 'new', 'none')
  const months = fc.constantFrom('2009-04', '2012-04', '2016-04', '2016-05')
  const anyCommand: fc.Arbitrary<Command | PublishScorecard> = fc.oneof(
    fc.constant(register),
    fc.tuple(regimes, months).map(([regime, month]) => adopt(regime, month)),
    fc.tuple(names, regimes, months).map(([name, regime, month]) => define(name, regime, month)),
    fc.tuple(names, regimes, months).map(([name, regime, month]) => revise(name, regime, month)),
    fc.tuple(names, regimes, months).map(([name, regime, month]) => retire(name, regime, month)),
    fc.tuple(names, months).map(([name, month]) => actual(name, month)),
    fc.tuple(names, months).map(([name, month]) => correct(name, month)),
    names.map((name) => note(name)),
    months.map((month) => publish(month, 3)),
  )

  it('a refused command changes nothing, an accepted one adds exactly one event', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
        const history = emptyHistory()
        for (const command of [register, ...commands]) {
          const [before, size] = [inOrder(history), historySize(history)]
          const next = record(history, command)
          if (E.isLeft(next)) expect(inOrder(history)).toBe(before)
          expect(historySize(history)).toBe(size + (E.isRight(next) ? 1 : 0))
        }
      }),
    )
  })
})

describe('line ends in the texts of a command', () => {
  const note = { type: 'AddNote', contract, period: '2024-04', text: 'one\r\ntwo\r\n\r\nthree' }

  it('become line feeds, as those of every web form must', () => {
    expect(decodeCommand(note)).toEqual(E.right({ ...note, text: 'one\ntwo\n\nthree' }))
  })

  it('are kept in metadata, while a lone CR is refused', () => {
    const form = { browser: 'a\r\nb' }
    expect(decodeCommand({ ...note, metadata: { form } })).toMatchObject(
      E.right({ text: 'one\ntwo\n\nthree', metadata: { form } }),
    )
    for (const text of ['one\rtwo', '\r\n'])
      expect(E.isLeft(decodeCommand({ ...note, text }))).toBe(true)
  })
})

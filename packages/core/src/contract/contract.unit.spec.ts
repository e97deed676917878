import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { decodeCommand, type Command, type PublishScorecard } from './command.codec'
import { decide } from './decide'
import { describe as sentence } from '../describe'
import type { Scheme } from '../rating/scheme'
import { emptyHistory, historySize } from '../history/history'
import { inOrder } from '../../../../scripts/jest/in-order'
import {
  contract,
  decideRating,
  register,
  adopt,
  define,
  revise,
  retire,
  actual,
  correct,
  redefine,
  note,
  publish,
  record,
  after,
  refusal,
  scheme,
  setUp,
  kpi,
  uuid,
  withdraw,
} from './commands.spec'

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
    [
      'RatingPrinted',
      { type: 'RecordPrintedRating', contract, kpi, period: '2016-04', label: 'Met' },
    ],
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

describe('M30 an amendment', () => {
  const amendContract = { type: 'AmendContract', contract, reason: 'novated' } as const

  it.each(['title', 'authority', 'supplier'])('of a contract may be of its %s alone', (field) => {
    expect(refusal(after(register), { ...amendContract, [field]: 'X' })).toBeNull()
  })

  const amend = (more: Partial<Scheme>): Command => ({
    ...{ type: 'AmendRegime', contract, regime: 'old', reason: 'misprint' },
    scheme: { ...scheme, ...more },
  })
  const history = after(
    ...[...setUp, define('A', 'old', '2009-04', { target: null }), define(kpi, 'old', '2009-04')],
    ...[define(kpi, 'new', '2016-04'), decideRating('old', 'met'), decideRating('new', 'none')],
    ...[decideRating('old', 'none'), withdraw(uuid(8))],
  )

  it('of a scheme is refused if it cannot rate', () => {
    expect(refusal(history, amend({ bands: [] }))).toEqual({
      ...{ _tag: 'InvalidScheme', regime: 'old' },
      faults: [{ path: 'bands', message: 'expected at least one band' }],
    })
  })

  it('of a scheme needs the codes decided under its own regime, unless they were withdrawn', () => {
    const notRated = { code: 'no-data', label: 'No Data' }
    expect(refusal(history, amend({ notRated }))).toBeNull()
    const bands = scheme.bands.map((band) => (band.code === 'met' ? { ...band, code: 'm' } : band))
    expect(refusal(history, amend({ bands }))).toMatchObject({
      _tag: 'DecidedCodeGone',
      code: 'met',
    })
  })
})

describe('M1a a command with a period as people write it', () => {
  const written = { ...note(), period: '2016/17 Q1' }

  it('gives the period as the ledger writes it', () => {
    expect(decide(after(register), written)).toMatchObject({
      right: { data: { period: 'FY2016-Q1' } },
    })
  })

  it('is refused for a contract whose year starts in January', () => {
    expect(refusal(after({ ...register, yearStart: 1 }), written)).toEqual({
      ...{ _tag: 'YearNotSplit', written: '2016/17 Q1', write: 'FY2016-Q1' },
    })
    expect(refusal(emptyHistory(), written)).toEqual({ _tag: 'UnknownContract', contract })
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

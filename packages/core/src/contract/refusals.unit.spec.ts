import type { Command, PublishScorecard } from './command.codec'
import type { Refusal } from './refusal'
import { describe as sentence } from '../describe'
import { emptyHistory, type History } from '../history/history'
import {
  contract,
  scheme,
  register,
  adopt,
  define,
  revise,
  retire,
  actual,
  correct,
  redefine,
  decideRating,
  note,
  publish,
  after,
  refusal,
  setUp,
  kpi,
} from './commands.spec'

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
      'M8a a retirement before the first of several targets',
      () => after(...setUp, define(kpi, 'old', '2010-04'), revise(kpi, 'old', '2011-04')),
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
      'M19 a correction for an unknown KPI',
      defined,
      correct('X', '2016-05'),
      { _tag: 'UnknownKPI', kpi: 'X', kpis: [kpi] },
      'no KPI "X" has been defined; there is "R&B-K-001"',
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

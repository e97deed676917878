import * as E from 'fp-ts/Either'
import type { StatedKPI, StatedTarget } from './definition'
import { readDefinition } from './read-definition'

const top = ['contract: c', 'title: T', 'authority: A', 'supplier: S', 'yearStart: April']
const regime = [
  ...['regime: r', 'title: R', 'effectiveFrom: 2016-04', 'notRated: None', 'levels: [floor]'],
  ...['bands:', '  - {label: Met, grade: good, when: meets target}'],
  ...['  - {label: Near, grade: good, when: better than floor}'],
  ...['  - {label: Not met, grade: inadequate, when: otherwise}'],
]

/** A contract with one regime, whose KPIs begin on line 18. */
const withKPIs = (...kpis: ReadonlyArray<string>): string =>
  [
    ...[...top, 'regimes:', '  -'],
    ...[...regime, 'kpis:', ...kpis.map((line) => `  ${line}`)].map((line) => `    ${line}`),
  ].join('\n')

/** A KPI on one line with other fields. */
const kpi = (fields: string): string =>
  `- {kpi: 1, description: D, serviceArea: A, frequency: monthly, ${fields}}`

const read = (text: string) => {
  const definition = readDefinition(text)
  if (E.isLeft(definition)) throw new Error(JSON.stringify(definition.left, null, 1))
  return definition.right
}

const faults = (text: string): ReadonlyArray<string> => {
  const definition = readDefinition(text)
  return E.isRight(definition)
    ? []
    : definition.left.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

const kpis = (...lines: ReadonlyArray<string>): ReadonlyArray<StatedKPI> =>
  read(withKPIs(...lines)).regimes[0]?.kpis ?? []

const targets = (fields: string): ReadonlyArray<StatedTarget> => kpis(kpi(fields))[0]?.targets ?? []

describe('a definition', () => {
  it('has the targets of a KPI by month, however they are ordered', () => {
    const revised = ['2017-04', '2016-10'].map((from) => `{effectiveFrom: ${from}, target: ">= 2"}`)
    expect(
      targets(`unit: days, target: ">= 1", revised: [${revised.join(', ')}]`).map(
        ({ effectiveFrom }) => effectiveFrom,
      ),
    ).toEqual(['2016-04', '2016-10', '2017-04'])
  })

  it('has its regimes by month, however they are ordered', () => {
    const earlier = ['regime: s', 'title: S', 'effectiveFrom: 2015-04', ...regime.slice(3)]
    const text = [
      ...[...top, 'regimes:', '  -', ...regime.map((line) => `    ${line}`)],
      ...['  -', ...earlier.map((line) => `    ${line}`)],
    ].join('\n')
    expect(read(text).regimes.map(({ adopted }) => adopted.regime)).toEqual(['s', 'r'])
  })

  it('names a unit by any word, even one that objects of JavaScript know', () => {
    const [{ definition } = { definition: null }] = kpis(kpi('unit: constructor, target: ">= 1"'))
    expect(definition?.unit).toBe('constructor')
  })

  it.each([
    ['1', ['1']],
    ['[1, 2]', ['1', '2']],
  ])('M4 states what a KPI succeeds as %s', (succeeds, expected) => {
    const stated = kpis(kpi(`unit: days, target: ">= 1", succeeds: ${succeeds}`))
    expect(stated[0]?.definition?.succeeds).toEqual(expected)
  })

  it.each([
    ['80', 80],
    ['80 %', 80],
    ['10 % of target', { percent: 10 }],
    ['5 points', { absolute: 5 }],
  ])('M10 states a level as %s', (level, expected) => {
    const [stated] = targets(`unit: "%", target: ">= 90", levels: {floor: ${level}}`)
    expect(stated?.target?.levels).toEqual({ floor: expected })
  })

  it('M10 states a level of a range as a range', () => {
    const [stated] = targets('unit: "%", target: 70 to 85, levels: {floor: 60 to 95}')
    expect(stated?.target?.levels).toEqual({ floor: { low: 60, high: 95 } })
  })

  it('M14 states a profile by month', () => {
    const profile = Array.from({ length: 12 }, (_, i) => [`${i + 101}`.slice(1), i] as const)
    const [stated] = targets(
      `unit: days, target: ">= 1", profile: {${profile.map(([key, value]) => `"${key}": ${value}`).join(', ')}}`,
    )
    expect(stated?.target).toMatchObject({ profile: Object.fromEntries(profile) })
  })
})

describe('a fault of a definition', () => {
  it.each<[string, ReadonlyArray<string>, ReadonlyArray<string>]>([
    ['a KPI that is a word', ['- P1'], ['18:9 expected a KPI: kpi, target and so on']],
    [
      'a KPI that is an alias',
      ['- *a'],
      ['18:9 an alias (*) is not allowed here: write out what it refers to'],
    ],
    [
      'a KPI without a reference',
      ['- {target: ">= 1"}'],
      ['18:9 kpi: expected the reference of the KPI'],
    ],
    [
      'an empty reference',
      ['- {kpi: , target: ">= 1"}'],
      [
        '18:10 kpi: expected a KPI reference (1 to 64 printable characters, no space at either end), got null',
      ],
    ],
    [
      'a unit that is a list',
      [kpi('unit: [days], target: ">= 1"')],
      [
        '18:76 unit: expected a unit (percent, days, hours, minutes, count, score, pounds, number, or other text of 1 to 24 printable characters, no space at either end), got an array',
      ],
    ],
    [
      'what it succeeds as a mapping',
      [kpi('unit: a, target: ">= 1", succeeds: {a: b}')],
      ['18:105 succeeds: expected an array, got an object'],
    ],
    [
      'what it succeeds left empty',
      [kpi('unit: a, target: ">= 1", succeeds: ')],
      ['18:95 succeeds: expected an array, got null'],
    ],
    ['no target', [kpi('unit: a')], ['18:9 target: missing']],
    [
      'a target of no figure',
      [kpi('unit: a, target: ">= b"')],
      ['18:87 expected a target: ">= 95", "<= 3 %", "70 to 85" or "none", got ">= b".'],
    ],
    [
      'a range of no figure',
      [kpi('unit: a, target: 1 to b')],
      ['18:87 expected a target: ">= 95", "<= 3 %", "70 to 85" or "none", got "1 to b".'],
    ],
    [
      'a range in another unit',
      [kpi('unit: days, target: 1 to 5 %')],
      [`18:90 "5 %" is not in the KPI's unit, days`],
    ],
    [
      'fields beside no target',
      [kpi('unit: a, target: none, tolerance: 2, levels: {floor: 1}')],
      [
        '18:104 tolerance: a KPI without a target has none',
        '18:115 levels: a KPI without a target has none',
      ],
    ],
    [
      'fields beside a target written out',
      [kpi('unit: a, target: {comparator: ">=", value: 1}, tolerance: 2')],
      ['18:128 tolerance: write it inside a target that is written out'],
    ],
    [
      'levels that are a figure',
      [kpi('unit: a, target: ">= 1", levels: 5')],
      ['18:103 target.levels: expected an object, got 5'],
    ],
    [
      'a level of no figure',
      [kpi('unit: a, target: ">= 1", levels: {floor: low}')],
      [
        '18:111 expected a level: a figure, a range such as "60 to 95" or "10 % of target", got "low"',
      ],
    ],
    [
      'a level in another unit',
      [kpi('unit: days, target: ">= 1", levels: {floor: 3 %}')],
      [`18:114 "3 %" is not in the KPI's unit, days`],
    ],
    [
      'revised that is a mapping',
      [kpi('unit: a, target: ">= 1", revised: {a: b}')],
      ['18:104 revised: expected a list of later targets'],
    ],
    [
      'revised that is an alias',
      [kpi('unit: a, target: ">= 1", revised: *a')],
      ['18:104 an alias (*) is not allowed here: write out what it refers to'],
    ],
    [
      'a revised target that is a word',
      [kpi('unit: a, target: ">= 1", revised: [b, *a]')],
      [
        '18:105 expected a target with its effectiveFrom',
        '18:108 an alias (*) is not allowed here: write out what it refers to',
      ],
    ],
    [
      'a revised target without a month',
      [kpi('unit: a, target: ">= 1", revised: [{target: ">= 2"}]')],
      ['18:105 effectiveFrom: expected the month from which the target is revised'],
    ],
    [
      'a revised target without a target',
      [kpi('unit: a, target: ">= 1", revised: [{effectiveFrom: 2016-10}]')],
      ['18:105 target: missing'],
    ],
    [
      'two targets from one month',
      [kpi('unit: a, target: ">= 1", revised: [{effectiveFrom: 2016-04, target: ">= 2"}]')],
      ['18:138 a target from 2016-04 is already stated above'],
    ],
    [
      'retired that is a month',
      [kpi('unit: a, target: ">= 1", retired: 2016-10')],
      ['18:104 retired: expected effectiveFrom, the first month without it, and a reason'],
    ],
    [
      'retired without a month',
      [kpi('unit: a, target: ">= 1", retired: {reason: b}')],
      ['18:104 effectiveFrom: missing'],
    ],
  ])('is placed and says what was expected: %s', (_, lines, expected) => {
    expect(faults(withKPIs(...lines))).toEqual(expected)
  })

  it.each<[string, string, ReadonlyArray<string>]>([
    [
      'a year that starts in a list',
      [...top.slice(0, 4), 'yearStart: [4]'].join('\n'),
      ['5:12 yearStart: expected a month of the year from 1 to 12, got an array'],
    ],
    [
      'a year that starts in no month',
      [...top.slice(0, 4), 'yearStart: 13'].join('\n'),
      ['5:12 yearStart: expected a month of the year from 1 to 12, got 13'],
    ],
    [
      'regimes that are a number',
      [...top, 'regimes: 5'].join('\n'),
      ['6:10 regimes: expected a list'],
    ],
    [
      'a regime that is a word or an alias',
      [...top, 'regimes: [r, *a]'].join('\n'),
      [
        '6:11 expected a regime',
        '6:14 an alias (*) is not allowed here: write out what it refers to',
      ],
    ],
    [
      'a name that is a list',
      [...top, '? [a]', ': b'].join('\n'),
      ['6:3 a name must be plain text'],
    ],
    [
      'a binary tag',
      [...top, 'regimes: !!binary aGVsbG8='].join('\n'),
      ['6:10 this tag (!) is not allowed here: leave it out', '6:19 regimes: expected a list'],
    ],
    [
      'a tag for pairs',
      [...top, 'regimes: !!pairs []'].join('\n'),
      ['6:10 this tag (!) is not allowed here: leave it out'],
    ],
    [
      'a second document',
      [...top, '---', ...top].join('\n'),
      ['6:1 a definition is one document: leave out "---" and what follows'],
    ],
    ['deep lists', `a: ${'['.repeat(60)}`, ['1:54 nested more than 50 deep']],
    ['deep mappings', '{a: '.repeat(2_000), ['1:205 nested more than 50 deep']],
    ['deep blocks', '- '.repeat(60), ['1:103 nested more than 50 deep']],
    ['deep names', '? '.repeat(60), ['1:103 nested more than 50 deep']],
  ])('is placed and says what is wrong: %s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected)
  })

  it.each<[string, string, string, ReadonlyArray<string>]>([
    [
      'a band that is a word',
      '{label: Met, grade: good, when: meets target}',
      'Met',
      ['14:9 bands[0]: expected an object, got "Met"'],
    ],
    [
      'a band without a label',
      '{label: Met, grade: good, when: meets target}',
      '{grade: good, when: meets target}',
      ['14:9 bands[0].label: missing'],
    ],
    [
      'a label that is a list',
      '{label: Met,',
      '{label: [Met],',
      ['14:17 bands[0].label: expected text, got an array'],
    ],
    [
      'a grade that is a number',
      'label: Met, grade: good',
      'label: Met, grade: 5',
      [
        '14:29 bands[0].grade: expected "good" or "approaching-target" or "requires-improvement" or "inadequate", got 5',
      ],
    ],
    [
      'a margin that is none',
      'when: meets target',
      'when: within reason',
      [
        '14:41 expected a test: "meets target", "within tolerance", "within 5 %", "misses by less than 5 %", "beats target", "beats target by more than 5 %", "down to LEVEL", "better than LEVEL" or "otherwise", got "within reason"',
      ],
    ],
    [
      'a test that is a list',
      'when: meets target',
      'when: [meets target]',
      [
        '14:41 bands[0].when: expected a test: {"meets": "target"}, {"beats": "target"}, {"clears": level}, {"reaches": level} or "otherwise", got an array',
      ],
    ],
    [
      'no label for what is not rated',
      'notRated: None',
      'notRated: [None]',
      ['11:15 notRated: expected an object, got an array'],
    ],
    [
      'levels that are a word',
      'levels: [floor]',
      'levels: floor',
      ['12:13 levels: expected an array, got "floor"'],
    ],
  ])('is placed in the bands: %s', (_, before, after, expected) => {
    expect(faults(withKPIs().replace(before, after))).toEqual(expected)
  })

  it.each<[string, string, ReadonlyArray<string>]>([
    [
      'a tolerance of no figure',
      'tolerance: some',
      [
        `18:106 expected a margin: "5 % of target", or a number in the KPI's unit such as "2", got "some"`,
      ],
    ],
    [
      'a tolerance that is a list',
      'tolerance: [1]',
      [
        '18:106 target.tolerance: expected a margin such as {"absolute": 1} or {"percent": 5}, got an array',
      ],
    ],
    [
      'a profile that is a figure',
      'profile: 5',
      ['18:104 target.profile: expected an object, got 5'],
    ],
  ])('is placed beside the target: %s', (_, beside, expected) => {
    expect(faults(withKPIs(kpi(`unit: a, target: ">= 1", ${beside}`)))).toEqual(expected)
  })

  it('M12 a target is not checked against bands that are faulty themselves', () => {
    const text = withKPIs(kpi('unit: a, target: ">= 1"')).replace(
      'better than floor',
      'better than cellar',
    )
    expect(faults(text)).toEqual(['15:42 bands[1].when: the scheme has no level "cellar"'])
  })

  it('reads what is written as plain as JSON', () => {
    const json = JSON.stringify({
      contract: 'c',
      title: 'T',
      authority: 'A',
      supplier: 'S',
      yearStart: 4,
      regimes: [],
    })
    expect(read(json).contract).toMatchObject({ contract: 'c', yearStart: 4 })
  })

  it('reads a word that YAML has for a truth value as a word', () => {
    const text = withKPIs(kpi('unit: a, target: none')).replace('title: T', 'title: true')
    expect(read(text).contract.title).toBe('true')
  })

  it('is placed where YAML itself cannot go on', () => {
    expect(faults(`${top.join('\n')}\nregimes: [a`)).toContainEqual(
      '6:12 Flow sequence in block collection must be sufficiently indented and end with a ]',
    )
  })

  it.each(['5', '- a', 'a', ''])('is one, if there is no contract at all: %j', (text) => {
    expect(faults(text)).toEqual([
      '1:1 expected a contract: contract, title, authority, supplier, yearStart, regimes',
    ])
  })
})

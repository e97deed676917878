import * as E from 'fp-ts/Either'
import { definitionExample } from './example'
import { readDefinition } from './read-definition'

const top = ['contract: c', 'title: T', 'authority: A', 'supplier: S', 'yearStart: April']

/** The lines of a contract that has one regime with some bands and KPIs. */
const contract = (regime: ReadonlyArray<string>, kpis: ReadonlyArray<string> = []): string =>
  [
    ...top,
    'regimes:',
    '  - regime: r',
    '    title: R',
    '    effectiveFrom: 2016-04',
    '    notRated: None',
    ...regime.map((line) => `    ${line}`),
    '    kpis:',
    ...kpis.map((line) => `      ${line}`),
  ].join('\n')

const bands = (...tests: ReadonlyArray<string>): ReadonlyArray<string> => [
  'bands:',
  ...tests.map((when, i) => `  - {code: b${i}, label: Band ${i}, grade: good, when: ${when}}`),
  '  - {label: Not met, grade: inadequate, when: otherwise}',
]

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

const kpi = (unit: string, ...more: ReadonlyArray<string>): ReadonlyArray<string> => [
  `- kpi: 1`,
  `  description: D`,
  `  serviceArea: A`,
  `  frequency: monthly`,
  `  unit: ${unit}`,
  ...more.map((line) => `  ${line}`),
]

describe('readDefinition', () => {
  it('reads the example that it comes with', () => {
    const { contract: registered, regimes } = read(definitionExample)
    expect(registered.yearStart).toBe(4)
    expect(regimes[0]?.kpis.map((each) => [each.kpi, each.targets.length])).toEqual([
      ['P1', 2],
      ['P2', 1],
    ])
  })

  it.each<[string, unknown]>([
    ['meets target', { meets: 'target' }],
    ['meets the target', { meets: 'target' }],
    ['within tolerance', { meets: 'target', within: 'tolerance' }],
    ['within 5 %', { meets: 'target', within: { percent: 5 } }],
    ['"within 1,000.5 points"', { meets: 'target', within: { absolute: 1000.5 } }],
    ['misses by less than 5% of the target', { meets: 'target', under: { percent: 5 } }],
    ['beats target', { beats: 'target' }],
    ['beats target by more than 2', { beats: 'target', by: { absolute: 2 } }],
    ['down to floor', { reaches: 'floor' }],
    ['better than floor', { clears: 'floor' }],
    ['{meets: target, under: {percent: 3}}', { meets: 'target', under: { percent: 3 } }],
  ])('M11 reads the test %s as one band test', (when, test) => {
    const { regimes } = read(contract(['levels: [floor]', ...bands(when)]))
    expect(regimes[0]?.adopted.scheme.bands).toEqual([
      { code: 'b0', label: 'Band 0', grade: 'good', when: test },
      { code: 'not-met', label: 'Not met', grade: 'inadequate', when: 'otherwise' },
    ])
  })

  it.each<[string, string, unknown]>([
    ['percent', '">= 95"', { comparator: '>=', value: 95 }],
    ['"%"', '"<= 3 %"', { comparator: '<=', value: 3 }],
    ['pounds', 'at most £1,234.50', { comparator: '<=', value: 1234.5 }],
    ['days', 'less than 3 days', { comparator: '<', value: 3 }],
    ['number', '≥ -0.5', { comparator: '>=', value: -0.5 }],
    ['percent', '70 to 85', { comparator: 'between', low: 70, high: 85 }],
    ['percent', 'between 70 % and 85 %', { comparator: 'between', low: 70, high: 85 }],
    ['percent', '{comparator: ">", value: 1}', { comparator: '>', value: 1 }],
    ['tonnes', 'at least 3 tonnes', { comparator: '>=', value: 3 }],
    ['tonnes', 'none', null],
  ])('M9, M9a, M9b reads a target in %s: %s', (unit, target, read_) => {
    const { regimes } = read(contract(bands('meets target'), kpi(unit, `target: ${target}`)))
    expect(regimes[0]?.kpis[0]?.targets[0]?.target).toEqual(read_)
    expect(regimes[0]?.kpis[0]?.kpi).toBe('1')
  })

  it('M10, M14 reads tolerance, levels and a profile from the first month of the year', () => {
    const text = contract(
      ['levels: [floor]', ...bands('within tolerance')],
      [
        ...kpi('percent', 'target: at least 90', 'tolerance: 2 points'),
        ...['  profile: [1, 2, null, 4, 5, 6, 7, 8, 9, 10, 11, 12]'],
      ],
    )
    expect(read(text).regimes[0]?.kpis[0]?.targets[0]?.target).toEqual({
      comparator: '>=',
      value: 90,
      tolerance: { absolute: 2 },
      profile: {
        ...{ '04': 1, '05': 2, '07': 4, '08': 5, '09': 6, '10': 7 },
        ...{ '11': 8, '12': 9, '01': 10, '02': 11, '03': 12 },
      },
    })
  })

  it('reports every fault at once, at its line and column', () => {
    const text = contract(
      ['levels: [floor]', ...bands('nearly', 'down to cellar')],
      [
        ...kpi('percent', 'target: 95', 'tolerence: 2'),
        '- {kpi: 1, target: "<= 3 %", tolerance: 2 %}',
        '- {kpi: 2, target: ">= 3", profile: [1, 2]}',
        '- {kpi: 3, target: ">= 3"}',
        '- {kpi: 3, target: ">= 4"}',
        '- {kpi: 4, description: D, serviceArea: A, frequency: daily, unit: days, target: ">= 5 %"}',
      ],
    )
    const said = [
      /^13:54 expected a test: .* got "nearly"$/,
      /^22:17 expected a target: .* ">= 95" or "<= 95"\.$/,
      /^23:20 unknown field "tolerence"; did you mean "tolerance"/,
      /^24:47 "2 %" may be a share of the target or percentage points/,
      /^25:43 expected twelve values.* got 2$/,
      /^27:9 KPI "3" is already stated above$/,
      /^28:61 frequency: expected .* got "daily"$/,
      /^28:88 "5 %" is not in the KPI's unit, days$/,
    ]
    expect(faults(text)).toEqual(said.map((each): unknown => expect.stringMatching(each)))
  })

  it('M12 checks each target against the bands it is rated by', () => {
    const text = contract(bands('meets target'), kpi('days', 'target: at most 3', 'tolerance: 1'))
    expect(faults(text)).toEqual([
      expect.stringMatching(
        /^\d+:20 target: tolerance: no band of the scheme uses a tolerance$/,
      ) as unknown,
    ])
  })

  it.each([
    ['target: >= 95', 'put what begins with ">" in quotes'],
    ['target: &a ">= 95"', 'an anchor (&) is not allowed here'],
    ['target: *a', 'an alias (*) is not allowed here'],
    ['target: !!js/function x', 'this tag (!) is not allowed here'],
  ])('says what to do about YAML it does not accept: %s', (line, says) => {
    expect(faults(contract(bands('meets target'), kpi('percent', line))).join('\n')).toContain(says)
  })

  it.each([
    ['nothing', ''],
    ['a list', '- 1'],
    ['deep nesting', '['.repeat(100_000)],
    ['deep mappings', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['a billion laughs', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]'],
    ['too long', `a: ${'x'.repeat(2_000_001)}`],
  ])('refuses %s with a fault, not an exception', (_, text) => {
    expect(faults(text)).not.toEqual([])
  })
})

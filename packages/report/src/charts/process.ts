import type {
  KPILife,
  ProcessLimits,
  ProcessPoint,
  Signal,
  SignalRule,
} from '@kpi-ledger/projections'
import { cells, column } from '../document/table'
import { figure, period, reference, text } from '../document/value'
import { monthInWords } from '../words/period'
import { idOf, type Chart } from './chart'
import { axes, belowFrame, beside, frameFor, HEADROOM, type Frame } from './frame'
import { keyFrom, type Entry } from './key'
import { figureLines, regimeMarks } from './life-marks'
import { lifeTitle } from './life-months'
import { dot, line, type Part, type Picture, type Shown } from './picture'

const RULES: Readonly<Record<SignalRule, Readonly<Record<Signal['side'], string>>>> = {
  outside: { high: 'above the upper limit', low: 'below the lower limit' },
  'near-limit': {
    high: 'two of three near the upper limit',
    low: 'two of three near the lower limit',
  },
  run: {
    high: 'seven or more in a row above the mean',
    low: 'seven or more in a row below the mean',
  },
  trend: { high: 'seven or more rising in a row', low: 'seven or more falling in a row' },
}

const ruleInWords = ({ rule, side }: Signal): string => RULES[rule][side]

/** What is unlikely about a figure, in words; empty if nothing. */
export const signalsInWords = ({ signals }: ProcessPoint): string =>
  signals.map(ruleInWords).join('; ')

/** Each unlikely pattern, with the first and last month of each of its occurrences. */
const unlikelyInWords = (points: ReadonlyArray<ProcessPoint>): ReadonlyArray<string> => {
  const stretches = new Map<string, Array<{ from: ProcessPoint; to: ProcessPoint; last: number }>>()
  for (const [i, point] of points.entries())
    for (const said of point.signals.map(ruleInWords)) {
      const known = stretches.get(said) ?? []
      stretches.set(said, known)
      const open = known.at(-1)
      if (open?.last === i - 1) {
        open.to = point
        open.last = i
      } else known.push({ from: point, to: point, last: i })
    }
  return [...stretches].map(([said, known]) => {
    const when = known.map(({ from, to }) =>
      from === to
        ? `${monthInWords(from.period)} (${from.value})`
        : `${monthInWords(from.period)} to ${monthInWords(to.period)}`,
    )
    return `Unlikely to be chance, ${said}: ${when.join(', ')}.`
  })
}

/** Whether an unlikely figure is for the better, if the KPI says which values are better. */
const partOf = ({ signals: [signal] }: ProcessPoint, { better }: KPILife): Part => {
  if (signal === undefined) return 'actual'
  if (better === null) return 'signal'
  return (signal.side === 'high') === (better === 'higher') ? 'improvement' : 'concern'
}

const placeOf = ({ months }: KPILife, of: string): number =>
  months.findIndex((month) => month.period === of)

const limitLines = (
  frame: Frame,
  life: KPILife,
  { from, to, mean, lower, upper }: ProcessLimits,
): ReadonlyArray<Shown> => {
  const [left, right] = [frame.start(placeOf(life, from)), frame.start(placeOf(life, to) + 1)]
  const across = (part: Part, value: number): ReadonlyArray<Shown> => {
    const y = frame.scale.at(value)
    return line(part, { x: left, y }, { x: right, y })
  }
  return [...across('limit', upper), ...across('mean', mean), ...across('limit', lower)]
}

const pointMarks = (frame: Frame, life: KPILife): ReadonlyArray<Shown> =>
  life.process.points.map((point) => {
    const [signal] = point.signals
    const shape = signal === undefined ? 'circle' : signal.side === 'high' ? 'up' : 'down'
    const said = signalsInWords(point)
    return dot(
      partOf(point, life),
      shape,
      frame.point(placeOf(life, point.period), point.value),
      `${monthInWords(point.period)}: ${point.value}${said === '' ? '' : `, ${said}`}`,
    )
  })

const WORDS: Readonly<Partial<Record<Part, string>>> = {
  improvement: 'Unlikely to be chance: better',
  concern: 'Unlikely to be chance: worse',
  signal: 'Unlikely to be chance',
}

const keyOf = (life: KPILife): ReadonlyArray<Entry> => {
  const entries = life.process.points.flatMap((point): ReadonlyArray<Entry> => {
    const of = partOf(point, life)
    const said = WORDS[of]
    if (said === undefined) return []
    return [{ of, sample: point.signals[0]?.side === 'high' ? 'up' : 'down', text: said }]
  })
  return [
    { of: 'actual', sample: 'circle', text: 'Figure' },
    ...new Map(entries.map((entry) => [`${entry.of} ${entry.sample}`, entry])).values(),
    { of: 'mean', sample: 'line', text: 'Mean' },
    { of: 'limit', sample: 'line', text: 'Limits of chance' },
  ]
}

const pictureOf = (life: KPILife): Picture | null => {
  const { points, limits, none } = life.process
  if (none !== null) return null
  const frame = frameFor(
    life.months.map((month) => month.period),
    [...points.map(({ value }) => value), ...limits.flatMap(({ lower, upper }) => [lower, upper])],
    HEADROOM,
  )
  const key = keyFrom(keyOf(life), belowFrame(frame), 8, frame.width)
  return {
    width: frame.width,
    height: key.bottom,
    shown: [
      ...axes(frame, life.unit),
      ...regimeMarks(frame, life),
      ...limits.flatMap((each) => limitLines(frame, life, each)),
      ...figureLines(frame, life),
      ...pointMarks(frame, life),
      ...limits.slice(-1).flatMap(({ upper, mean, lower }) =>
        beside(frame, [
          { value: upper, text: `upper ${upper}` },
          { value: mean, text: `mean ${mean}` },
          { value: lower, text: `lower ${lower}` },
        ]),
      ),
      ...key.shown,
    ],
  }
}

const limitsInWords = (
  { regime, from, to, count, mean, lower, upper, trial, screened }: ProcessLimits,
  unit: string,
): string =>
  `Under ${regime}, ${monthInWords(from)} to ${monthInWords(to)}, the mean of ${count} figures is ${mean} ` +
  `and the limits of chance are ${lower} and ${upper} (${unit})` +
  (screened === 0
    ? ''
    : `, without ${screened} moving range${screened === 1 ? '' : 's'} too large to count`) +
  (trial ? '; with fewer than twelve figures they are provisional.' : '.')

/** What a KPI's process shows, one sentence each. */
export const processInWords = ({ process, unit }: KPILife): ReadonlyArray<string> => {
  const { none, limits, points } = process
  if (none === 'year-to-date')
    return [
      'A figure that adds up over the year rises or falls by itself, so a process chart of it would mislead.',
    ]
  if (none === 'too-few') return ['Fewer than two figures do not vary, so there are no limits.']
  const unlikely = unlikelyInWords(points)
  return [
    ...limits.map((each) => limitsInWords(each, unit)),
    ...(unlikely.length === 0 ? ['No figure is unlikely to be chance.'] : unlikely),
  ]
}

/**
 * The process behaviour chart of a KPI (XmR): its figures between the limits of chance, with those
 * unlikely to be chance marked (M44). There is no picture where such limits would mislead; the
 * description says why.
 */
export const processChart = (life: KPILife, yearStart: number): Chart => {
  const { unit, process } = life
  return {
    kind: 'chart',
    id: idOf('process', life.contract, life.kpi, life.period),
    title: lifeTitle(life, 'is it more than chance?'),
    description: processInWords(life).join(' '),
    picture: pictureOf(life),
    columns: [
      column('month', 'Month'),
      column('regime', 'Regime'),
      column('value', 'Figure'),
      column('signal', 'Unlikely to be chance'),
    ],
    rows: process.points.map((point) =>
      cells({
        month: period(point.period, yearStart),
        regime: reference(point.regime),
        value: figure(point.value, unit),
        signal: text(signalsInWords(point) || null),
      }),
    ),
  }
}

/** Whether there are enough figures for the limits to be more than provisional (M44). */
export const isPastTrial = ({ process: { none, limits } }: KPILife): boolean =>
  none === null && limits.some(({ trial }) => !trial)

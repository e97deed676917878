import { limits } from '../limits'
import { formatPath, tooMany, type Fault } from '../schema/fault'
import { meaningOf } from './band-test'
import { gradeRank } from './grade'
import type { Scheme } from './scheme'

const repeated = (names: ReadonlyArray<string>): ReadonlyArray<number> => {
  const seen = new Set<string>()
  return names.flatMap((name, i) => (seen.size === seen.add(name).size ? [i] : []))
}

/** What exceeds the limits of a scheme; nothing else is then checked. */
const sizeFaults = ({ bands, levels = [] }: Scheme): ReadonlyArray<Fault> => [
  ...tooMany('bands', bands.length, limits.bands),
  ...tooMany('levels', levels.length, limits.levels),
]

const otherwiseFaults = ({ bands }: Scheme): ReadonlyArray<Fault> => {
  if (bands.length === 0) return [{ path: 'bands', message: 'expected at least one band' }]
  return bands.flatMap(({ when }, i) => {
    const last = i === bands.length - 1
    if ((when === 'otherwise') === last) return []
    const path = `bands[${i}].when`
    return last
      ? [{ path, message: 'the last band\'s test must be "otherwise"' }]
      : [{ path, message: 'only the last band\'s test may be "otherwise"' }]
  })
}

const codeFaults = ({ bands, notRated }: Scheme): ReadonlyArray<Fault> =>
  repeated([...bands.map(({ code }) => code), notRated.code]).map((i) => ({
    path: i < bands.length ? `bands[${i}].code` : 'notRated.code',
    message: 'this code is taken by an earlier band',
  }))

/** Several reasons may share a word, but no code has two labels or is also a band's (M18a). */
const reasonFaults = ({ bands, notRated }: Scheme): ReadonlyArray<Fault> => {
  const labels = new Map([[notRated.code, notRated.label]])
  return Object.entries(notRated.by ?? {}).flatMap(([reason, { code, label }]) => {
    const known = labels.get(code)
    labels.set(code, known ?? label)
    const path = formatPath(['notRated', 'by', reason, 'code'])
    if (bands.some((band) => band.code === code))
      return [{ path, message: 'this code is taken by a band' }]
    return known === undefined || known === label
      ? []
      : [{ path, message: `this code already has the label ${JSON.stringify(known)}` }]
  })
}

const levelFaults = ({ bands, levels = [] }: Scheme): ReadonlyArray<Fault> => [
  ...repeated(levels).map((i) => ({ path: `levels[${i}]`, message: 'named twice' })),
  ...bands.flatMap(({ when }, i) => {
    const { level } = meaningOf(when)
    return level === null || levels.includes(level)
      ? []
      : [{ path: `bands[${i}].when`, message: `the scheme has no level "${level}"` }]
  }),
]

const gradeFaults = ({ bands }: Scheme): ReadonlyArray<Fault> =>
  bands.flatMap(({ grade }, i) => {
    const before = bands[i - 1]
    return before === undefined || gradeRank(before.grade) <= gradeRank(grade)
      ? []
      : [
          {
            path: `bands[${i}].grade`,
            message: `better than the band before it; list the best band first`,
          },
        ]
  })

/**
 * Why a scheme cannot rate (M11, M13): more bands or levels than the limits allow, no `otherwise` at the end, a code or level used twice, a
 * code with two labels, an undeclared level, grades that improve from one band to the next. Empty if it can.
 */
export const schemeFaults = (scheme: Scheme): ReadonlyArray<Fault> => {
  const tooLarge = sizeFaults(scheme)
  return tooLarge.length > 0
    ? tooLarge
    : [
        ...otherwiseFaults(scheme),
        ...codeFaults(scheme),
        ...reasonFaults(scheme),
        ...levelFaults(scheme),
        ...gradeFaults(scheme),
      ]
}

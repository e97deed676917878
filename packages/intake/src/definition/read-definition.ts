import { schemeFaults, type Scheme } from '@kpi-ledger/core'
import { definitions, shortMonthName } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { ContractDefinition, StatedKPI, StatedRegime } from './definition'
import { onlyKnown } from './only-known'
import { inOrder, type PlacedFault } from './place'
import { readKPI } from './read-kpi'
import { readScheme, schemeFields } from './scheme'
import {
  asText,
  decodeWritten,
  mapOf,
  placeIn,
  scalar,
  wordsOf,
  type Report,
  type Written,
} from './written'
import { readYaml } from './yaml-text'

const { ContractRegistered, RegimeAdopted } = definitions

const LONG_NAMES = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
]

/** The first month of the financial year, by number or name. */
const yearStartFrom = (written: Written): Written => {
  const text = (wordsOf(written) ?? '').toLowerCase()
  const month = LONG_NAMES.findIndex(
    (name, i) => name === text || shortMonthName(i + 1).toLowerCase() === text,
  )
  return month < 0 ? written : scalar(written.at, month + 1)
}

const listOf = (
  written: Written | undefined,
  name: string,
  report: Report,
): ReadonlyArray<Written> => {
  if (written === undefined || written.kind === 'faulty') return []
  if (written.kind === 'list') return written.items
  if (written.kind !== 'scalar' || written.value !== null)
    report(written.at, `${name}: expected a list`)
  return []
}

/** The items whose name is not taken by an earlier one; reports the others. */
const named = <A extends { readonly line: number; readonly column: number }>(
  items: ReadonlyArray<A | null>,
  nameOf: (item: A) => string,
  report: Report,
): ReadonlyArray<A> => {
  const names = new Set<string>()
  return items.flatMap((item) => {
    if (item === null) return []
    const { line, column } = item
    const name = nameOf(item)
    if (names.has(name)) report({ line, column }, `${name} is already stated above`)
    else names.add(name)
    return [item]
  })
}

/** What has been read of a file so far. */
interface Reading {
  readonly yearStart: number
  readonly units: Map<string, string>
  readonly report: Report
}

const checkScheme = (scheme: Scheme, written: Written, report: Report): Scheme | null => {
  const faults = schemeFaults(scheme)
  for (const { path, message } of faults)
    report(placeIn(written, `scheme.${path}`), `${path}: ${message}`)
  return faults.length === 0 ? scheme : null
}

const readRegime =
  (reading: Reading) =>
  (written: Written): StatedRegime | null => {
    const { report, yearStart, units } = reading
    if (written.kind !== 'map') {
      if (written.kind !== 'faulty') report(written.at, 'expected a regime')
      return null
    }
    const { entries, at } = written
    onlyKnown(written, ['regime', 'title', 'effectiveFrom', ...schemeFields, 'kpis'], report)
    const [regime, title, from] = ['regime', 'title', 'effectiveFrom'].map((name) => {
      const field = entries.get(name)
      return field && asText(field)
    })
    const scheme = readScheme(at, entries, report)
    const adopted = mapOf(at, { regime, title, effectiveFrom: from, scheme })
    // The file lists the parts of a scheme at the level of the title.
    const decoded = decodeWritten(RegimeAdopted.data, adopted, (place, message) => {
      report(place, message.replace(/^scheme\./, ''))
    })
    const context = {
      ...{ regime: regime ?? scalar(at, 'unnamed'), effectiveFrom: from, yearStart, units, report },
      scheme: decoded === null ? null : checkScheme(decoded.scheme, adopted, report),
    }
    const kpis = listOf(entries.get('kpis'), 'kpis', report).map((kpi) => readKPI(context, kpi))
    const stated = named<StatedKPI>(kpis, ({ kpi }) => `KPI "${kpi}"`, report)
    return decoded === null ? null : { ...at, adopted: decoded, kpis: stated }
  }

const byStart = (a: StatedRegime, b: StatedRegime): number =>
  a.adopted.effectiveFrom < b.adopted.effectiveFrom ? -1 : 1

const readContract = (written: Written, report: Report): ContractDefinition | null => {
  if (written.kind !== 'map') {
    if (written.kind !== 'faulty')
      report(
        written.at,
        'expected a contract: contract, title, authority, supplier, yearStart, regimes',
      )
    return null
  }
  const { entries, at } = written
  onlyKnown(written, ['contract', 'title', 'authority', 'supplier', 'yearStart', 'regimes'], report)
  const texts = ['contract', 'title', 'authority', 'supplier'].map((name) => {
    const field = entries.get(name)
    return [name, field && asText(field)] as const
  })
  const start = entries.get('yearStart')
  const registered = mapOf(at, {
    ...Object.fromEntries(texts),
    yearStart: start && yearStartFrom(start),
  })
  const contract = decodeWritten(ContractRegistered.data, registered, report)
  const reading = { yearStart: contract?.yearStart ?? 4, units: new Map<string, string>(), report }
  const regimes = listOf(entries.get('regimes'), 'regimes', report).map(readRegime(reading))
  const stated = named(regimes, ({ adopted }) => `regime "${adopted.regime}"`, report)
  return contract === null ? null : { ...at, contract, regimes: [...stated].sort(byStart) }
}

/**
 * Reads a contract as people write it: YAML with its regimes, bands and KPIs, in short forms or
 * written out as in the wire format. Fails with every fault, each with its line and column.
 */
export const readDefinition = (
  text: string,
): E.Either<ReadonlyArray<PlacedFault>, ContractDefinition> => {
  const faults: Array<PlacedFault> = []
  const report: Report = ({ line, column }, message) => {
    faults.push({ line, column, message })
  }
  const definition = readContract(readYaml(text, report), report)
  return faults.length > 0 || definition === null ? E.left(inOrder(faults)) : E.right(definition)
}

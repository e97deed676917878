import { inflateRawSync } from 'node:zlib'
import { foldHistory, type History } from '@kpi-ledger/core'
import {
  changedCells,
  committeeReport,
  committeeReportJson,
  comparison,
  due,
  eventsInWords,
  explanation,
  points,
  portfolioContract,
  portfolioOf,
  publicationsJson,
  reconciliation,
  restatements,
  rules,
  scorecard,
  tracker,
  yearGrid,
} from '@kpi-ledger/projections'
import { fc, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { SaxesParser } from 'saxes'
import { runs } from '../../../scripts/jest/runs'
import type { Document } from './document/document'
import { committeeReportDocument } from './questions/committee-report'
import { comparisonDocument } from './questions/comparison'
import { portfolioDocument } from './questions/contracts'
import { dueDocument } from './questions/due'
import { historyDocument } from './questions/events'
import { explanationDocument } from './questions/explanation'
import { pointsDocument } from './questions/points'
import { reconciliationDocument } from './questions/reconciliation'
import { restatementsDocument } from './questions/restatements'
import { rulesDocument } from './questions/rules'
import { scorecardDocument } from './questions/scorecard'
import { trackerDocument } from './questions/tracker'
import { yearGridDocument } from './questions/year-grid'
import { hostileText, whole } from './writers/arbitrary-document.spec'
import { htmlWriter } from './writers/html/html'
import { xlsxWriter } from './writers/xlsx/xlsx'

/** Number of text fields that the events below have. */
const TEXTS = 44

/** Every event with every text field it may have, each holding a different text. */
const eventsWith = (texts: ReadonlyArray<string>): ReadonlyArray<EventFixture> => {
  let used = 0
  const next = (): string => {
    const text = texts[used++]
    if (text === undefined) throw new Error('more text fields than texts')
    return text
  }
  const [shown, changed, other] = [next(), next(), next()]
  const scheme = () => ({
    bands: [
      { code: 'met', label: next(), grade: 'good' as const, when: { meets: 'target' as const } },
      {
        ...{ code: 'near', label: next(), grade: 'approaching-target' as const, points: 1 },
        when: { meets: 'target' as const, within: 'tolerance' as const },
      },
      {
        ...{ code: 'missed', label: next(), grade: 'inadequate' as const, points: 2 },
        when: 'otherwise' as const,
      },
    ],
    notRated: {
      ...{ code: 'none', label: next() },
      by: { 'not-due': { code: 'not-due', label: next() } },
    },
  })
  const kpi = (of: string, more = {}) => ({
    ...{ regime: 'r', kpi: of, description: next(), serviceArea: next(), effectiveFrom: '2016-04' },
    ...{ frequency: 'monthly' as const, unit: next(), owner: next() },
    target: { comparator: '>=' as const, value: 90, profile: { '04': 80, '05': 85, '03': 90 } },
    ...more,
  })
  const events: ReadonlyArray<EventFixture> = [
    {
      type: 'ContractRegistered',
      data: {
        ...{ contract: 'c', title: next(), authority: next(), supplier: next(), yearStart: 4 },
      },
      metadata: { actor: next() },
    },
    {
      type: 'RegimeAdopted',
      data: { regime: 'r', title: next(), effectiveFrom: '2016-04', scheme: scheme() },
    },
    { type: 'KPIDefined', data: kpi(shown, { accumulation: 'year-to-date' }) },
    { type: 'KPIDefined', data: kpi(changed, { succeeds: [shown] }) },
    { type: 'KPIDefined', data: kpi(other) },
    {
      type: 'ActualRecorded',
      data: {
        ...{ kpi: shown, period: '2016-05' },
        outcome: { kind: 'measured', value: 1, published: next() },
      },
      metadata: { actor: next() },
    },
    {
      type: 'ActualRecorded',
      data: {
        ...{ kpi: other, period: '2016-05' },
        outcome: { kind: 'not-measured', reason: 'no-data', text: next() },
      },
    },
    {
      type: 'ActualRecorded',
      data: { kpi: changed, period: '2016-05', outcome: { kind: 'measured', value: 2 } },
    },
    {
      type: 'ScorecardPublished',
      data: {
        ...{ regime: 'r', period: '2016-05', form: 1, size: 8 },
        ...{ scorecardDigest: 'ab'.repeat(32), root: 'cd'.repeat(32), incomplete: [other] },
      },
      metadata: { actor: next() },
    },
    {
      type: 'ActualCorrected',
      data: {
        ...{ kpi: changed, period: '2016-05', reason: next() },
        outcome: { kind: 'measured', value: 3 },
      },
    },
    { type: 'NoteAdded', data: { kpi: shown, period: '2016-05', text: next() } },
    { type: 'NoteAdded', data: { period: '2016-05', text: next() } },
    {
      type: 'RatingPrinted',
      data: { kpi: shown, period: '2016-05', label: next(), source: next() },
    },
    {
      type: 'RatingDecided',
      data: { regime: 'r', kpi: other, period: '2016-05', code: 'missed', reason: next() },
    },
    {
      type: 'TargetRevised',
      data: {
        ...{ regime: 'r', kpi: changed, effectiveFrom: '2016-05', reason: next() },
        target: { comparator: '>=', value: 95 },
      },
    },
    {
      type: 'DefinitionRevised',
      data: {
        ...{ regime: 'r', kpi: shown, effectiveFrom: '2016-05', description: next() },
        ...{ owner: next(), reason: next() },
      },
    },
    {
      type: 'ContractAmended',
      data: { title: next(), reason: next() },
    },
    { type: 'RegimeAmended', data: { regime: 'r', title: next(), reason: next() } },
    {
      type: 'KPIRetired',
      data: { regime: 'r', kpi: other, effectiveFrom: '2016-09', reason: next() },
    },
  ]
  if (used !== TEXTS) throw new Error(`${String(used)} text fields, not ${String(TEXTS)}`)
  return events
}

const rightOf = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const YEAR_START = 4
const period = { kind: 'month', year: 2016, month: 5 } as const
const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
const ledger = { size: 19, root: 'ef'.repeat(32) }
const noRoot = () => null

/** Every kind of document about a contract. */
const documentsOf = (texts: ReadonlyArray<string>): ReadonlyArray<Document> => {
  const events = recorded('c', eventsWith(texts))
  const history: History = foldHistory(events)
  const [kpi = ''] = texts
  const card = rightOf(scorecard(history, { periods: [period] }))
  const published = publicationsJson(rightOf(restatements(history)), ledger, noRoot)
  const report = committeeReportJson(rightOf(committeeReport(history, { period })), ledger, noRoot)
  const stated = rightOf(rules(history))
  const portfolio = [portfolioContract(history, { period })].flatMap((each) => each ?? [])
  return [
    committeeReportDocument(report, YEAR_START),
    scorecardDocument(card, YEAR_START, {
      ...{ changed: rightOf(changedCells(history, card)), rules: stated },
      publications: published.publications,
    }),
    yearGridDocument(rightOf(yearGrid(history, { financialYear })), YEAR_START),
    trackerDocument(rightOf(tracker(history, { kpi, financialYear })), YEAR_START),
    comparisonDocument(
      rightOf(comparison(history, { a: 'r', b: 'r', periods: [period] })),
      YEAR_START,
    ),
    explanationDocument(rightOf(explanation(history, { kpi, period })), YEAR_START),
    historyDocument(events.map(eventsInWords())),
    restatementsDocument(published, () => texts[1] ?? null, YEAR_START),
    pointsDocument(rightOf(points(history, { financialYear })), YEAR_START),
    dueDocument(rightOf(due(history, { period, now: '2016-07-01T00:00:00.000Z' })), YEAR_START),
    reconciliationDocument(rightOf(reconciliation(history)), YEAR_START),
    rulesDocument(stated),
    portfolioDocument(portfolioOf(portfolio, { period }), YEAR_START),
  ]
}

type Node = DefaultTreeAdapterMap['node']

/** Elements for text, whose number depends on the length of the text. */
const isLettering = (name: string): boolean => name === 'text' || name === 'tspan'

const elementsIn = (node: Node): ReadonlyArray<string> => {
  if ('tagName' in node && isLettering(node.tagName)) return []
  return [
    ...('tagName' in node ? [node.tagName, ...node.attrs.map(({ name }) => `@${name}`)] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(elementsIn) : []),
  ]
}

/** The files of a ZIP archive. */
const filesIn = (archive: Buffer): ReadonlyArray<readonly [name: string, text: string]> => {
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  const files: Array<readonly [string, string]> = []
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [size, name] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)]
    const local = archive.readUInt32LE(at + 42)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const packed = archive.subarray(start, start + size)
    const bytes = archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
    files.push([archive.toString('utf8', at + 46, at + 46 + name), bytes.toString('utf8')])
    at += 46 + name + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}

/** The elements and attributes of XML, read by a strict parser. */
const namesIn = (xml: string): ReadonlyArray<string> => {
  const names: Array<string> = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    names.push(name, ...Object.keys(attributes).map((each) => `@${each}`))
  })
  parser.write(xml).close()
  return names
}

const surface = { width: 80, colour: false }

const pageElements = async (document: Document): Promise<ReadonlyArray<string>> =>
  elementsIn(parse(await whole(htmlWriter.write(document, surface))))

/**
 * The names in a workbook, without shared texts, which depend on equal cells, and row heights,
 * which depend on the text.
 */
const workbookNames = async (document: Document): Promise<ReadonlyArray<string>> => {
  const archive = Buffer.from(await whole(xlsxWriter.write(document, surface)), 'latin1')
  return filesIn(archive)
    .filter(([name]) => !name.includes('sharedStrings'))
    .flatMap(([name, xml]) => [name, ...namesIn(xml)])
    .filter((name) => name !== '@ht' && name !== '@customHeight')
}

const harmless = Array.from({ length: TEXTS }, (_, i) => `harmless ${String(i)}`)

/** Texts of one line each, since a line break is printed as one. */
const texts = fc
  .uniqueArray(
    hostileText.map((text) => text.replaceAll('\n', ' ')),
    { minLength: TEXTS, maxLength: TEXTS, selector: (text) => text.trim() },
  )
  .map((all) => all.map((text, i) => (text.trim() === '' ? `${text}${String(i)}` : text)))

describe('hostile texts in every text field of every event', () => {
  it('give pages with the same elements and attributes as harmless texts: 10,000 texts', async () => {
    const wanted = await Promise.all(documentsOf(harmless).map(pageElements))
    await fc.assert(
      fc.asyncProperty(texts, async (hostile) => {
        expect(await Promise.all(documentsOf(hostile).map(pageElements))).toEqual(wanted)
      }),
      { numRuns: runs(230) },
    )
  })

  it('give workbooks of well-formed XML with the same elements as harmless texts', async () => {
    const wanted = await Promise.all(documentsOf(harmless).map(workbookNames))
    await fc.assert(
      fc.asyncProperty(texts, async (hostile) => {
        expect(await Promise.all(documentsOf(hostile).map(workbookNames))).toEqual(wanted)
      }),
      { numRuns: runs(230) },
    )
  })
})

import { raceDecoding, acceptsItsOwn } from './decode'
import { raceEventStoreDB } from './eventstoredb'
import { raceFilteredReading } from './eventstoredb-filtered'
import { raceFolding, raceFoldingPages } from './fold'
import { raceFrontDoor } from './front-door'
import { printCSVMemory, raceCollecting } from './collect'
import { printRatios } from './measure'
import { printBytesHeld } from './memory'
import { printPeakMemory } from './peak'
import { printPortfolioMemory } from './portfolio'
import { raceDigest, raceProofs } from './proof'
import { raceReports, SHORTFALLS } from './report'
import { raceOpening } from './snapshot'
import { raceSqlite } from './sqlite'
import { longHistory, raceAsking, raceViews } from './view'
import { raceEveryView } from './views'
import { raceYearGrids } from './year-grid'

interface Part {
  /** How long the part takes on two idle cores, in seconds, roughly. */
  readonly seconds: number
  /** Runs the part. `scale` is the number given with its name, if any: how much there is to do. */
  readonly run: (scale?: number) => unknown
}

const PARTS: Readonly<Record<string, Part>> = {
  decode: {
    seconds: 40,
    run: () => {
      if (!acceptsItsOwn()) throw new Error('the generator and the decoder do not agree')
      printRatios(
        'Decoding a ledger of 200,000 events (decodeEvent: at most 1.35, decodeLine: 2.2)',
        raceDecoding(200_000),
      )
    },
  },
  fold: {
    seconds: 180,
    run: () => {
      printRatios(
        'Folding 1,000,000 events as they are read, page by page (at most 0.9)',
        raceFoldingPages(longHistory(1_000_000)),
      )
      printRatios(
        'Folding 1,000,000 events that are all in memory (for information)',
        raceFolding(longHistory(1_000_000)),
      )
    },
  },
  view: {
    seconds: 40,
    run: () => {
      printRatios(
        'One view (at most 0.4 ms, and not growing with the events of other periods)',
        raceViews([1000, 100_000, 1_000_000]),
      )
      printRatios('Asking a history of 100,000 events (at most 100 ms)', raceAsking(100_000, 100))
    },
  },
  views: {
    seconds: 25,
    run: () =>
      printRatios(
        'Every view of a contract that stays the same (none slower than in the previous release)',
        raceEveryView(),
      ),
  },
  'year-grid': {
    seconds: 30,
    run: () =>
      printRatios(
        'A year grid of 40 KPIs and 12 months (at most 5 ms, and not growing with events)',
        raceYearGrids([10_000, 1_000_000], 5),
      ),
  },
  portfolio: { seconds: 200, run: printPortfolioMemory },
  report: {
    seconds: 20,
    run: async () => {
      for (const [shortOf, every] of Object.entries(SHORTFALLS)) {
        const { timings, bytes } = await raceReports(every)
        printRatios(
          `A report of 43 KPIs and 24 months, ${shortOf} not met (a page: at most 5; ${(bytes / 1e6).toFixed(2)} MB, at most 2)`,
          timings,
        )
      }
    },
  },
  memory: { seconds: 25, run: () => printBytesHeld(1_000_000) },
  digest: {
    seconds: 35,
    run: () => {
      printRatios(
        'Digest of a ledger of 100,000 events (hashed by Node: at most 2.4)',
        raceDigest(100_000),
      )
      printRatios('Proofs from a ledger of 100,000 events', raceProofs(100_000))
    },
  },
  opening: {
    seconds: 50,
    run: async () =>
      printRatios('Opening a contract of 100,000 events in SQLite', await raceOpening(100_000)),
  },
  collect: {
    seconds: 60,
    run: async () => {
      await raceCollecting(100_000)
      printCSVMemory([5, 50])
    },
  },
  'front-door': { seconds: 60, run: raceFrontDoor },
  sqlite: { seconds: 150, run: raceSqlite },
  peak: { seconds: 600, run: () => printPeakMemory() },
  eventstoredb: { seconds: 60, run: raceEventStoreDB },
  'eventstoredb-filtered': { seconds: 60, run: raceFilteredReading },
}

/**
 * Runs the parts named, or all if none is named; `name=1000` sets how much a part does, if it can
 * be set.
 */
const runParts = async (args: ReadonlyArray<string>): Promise<void> => {
  const scales = new Map(args.map((arg) => [arg.split('=')[0] ?? '', arg.split('=')[1]]))
  const names = [...scales.keys()]
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name))
  if (unknown.length > 0) {
    console.error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`)
    process.exitCode = 2
    return
  }
  const parts = Object.entries(PARTS).filter(([name]) => names.length === 0 || names.includes(name))
  const seconds = parts.reduce((sum, [, part]) => sum + part.seconds, 0)
  console.log(`${parts.map(([name]) => name).join(', ')}: about ${seconds} s`)
  for (const [name, { run }] of parts) {
    const scale = scales.get(name)
    await run(scale === undefined ? undefined : Number(scale))
  }
}

void runParts(process.argv.slice(2))

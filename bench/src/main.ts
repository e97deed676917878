import { raceEventStoreDB } from './eventstoredb'
import { raceDecoding, acceptsItsOwn } from './decode'
import { raceFolding } from './fold'
import { printRatios } from './measure'
import { raceDigest, raceProofs } from './proof'
import { raceOpening } from './snapshot'
import { raceSqlite } from './sqlite'
import { longHistory, raceAsking, raceViews } from './view'

if (!acceptsItsOwn()) throw new Error('the generator and the decoder do not agree')

printRatios(
  'Decoding a ledger of 200,000 events (limit for decodeEvent: 1.5)',
  raceDecoding(200_000),
)
printRatios('Folding 1,000,000 events (limit: 1.5)', raceFolding(longHistory(1_000_000)))
printRatios(
  'One view (limit: 2 ms, and not growing with events of other periods)',
  raceViews([10_000, 100_000, 1_000_000]),
)
printRatios('Asking a history of 100,000 events (limit: 100 ms)', raceAsking(100_000, 100))
printRatios('Digest of a ledger of 100,000 events (limit by Node: 3)', raceDigest(100_000))
printRatios('Proofs from a ledger of 100,000 events', raceProofs(100_000))

const raceStores = async (): Promise<void> => {
  printRatios('Opening a contract of 100,000 events in SQLite', await raceOpening(100_000))
  await raceSqlite()
  await raceEventStoreDB()
}
void raceStores()

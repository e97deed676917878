export type { Examine } from './admission'
export { readByContract } from './by-contract'
export { ledgerFile, readLedgerFile } from './ledger-file'
export {
  importLedgerFile,
  type ImportedStream,
  type ImportOptions,
  type ImportProgress,
} from './import'

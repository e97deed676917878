export { ledgerFile, readLedgerFile } from './ledger-file'
export { importLedgerFile, type ImportedStream } from './import'

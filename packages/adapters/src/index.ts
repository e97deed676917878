export { memoryStore } from './memory'
export { importLedgerFile, ledgerFile, readLedgerFile, type ImportedStream } from './ledger-file'
export { nodeHashing } from './node-hashing'

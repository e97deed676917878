export { fileCheckpoints } from './checkpoint-file'
export { describeFileError, isFileError, type FileError } from './file-error'
export { memoryCheckpoints, memoryStore } from './memory'
export {
  importLedgerFile,
  ledgerFile,
  readByContract,
  readLedgerFile,
  type Examine,
  type ImportedStream,
  type ImportOptions,
  type ImportProgress,
} from './ledger-file'
export { nodeHashing } from './node-hashing'
export { openWholeFile, type NewFile, type WholeFile } from './whole-file'

import { describeEventReader } from '@kpi-ledger/testing/conformance'
import { fileOf, temporaryFiles } from '../fixture.spec'
import { ledgerFile } from './ledger-file'

const path = temporaryFiles()

describeEventReader({ describe, it, expect }, 'a ledger file', async (events) =>
  ledgerFile(path(fileOf(events))),
)

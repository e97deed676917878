import { describeSqliteStore } from './conformance.spec'

describeSqliteStore('the SQLite store')
